package dev.assay.analysis.rates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.testng.annotations.Test;

public class FlakeScoreTests {

  @Test
  public void caseThatBrokeOnceIsNoFlake() {
    var score = FlakeScore.of(IntStream.range(0, 20).mapToObj(i -> i < 10).toList());

    assertThat(score.transitions()).isEqualTo(1);
    assertThat(score.isFlaky()).isFalse();
  }

  @Test
  public void caseThatComesAndGoesIsFlaky() {
    var score = FlakeScore.of(IntStream.range(0, 20).mapToObj(i -> i % 4 != 0).toList());

    assertThat(score.score()).isEqualTo(9.0 / 19);
    assertThat(score.isFlaky()).isTrue();
    assertThat(score.interval().low()).isLessThan(score.score());
  }

  @Test
  public void oneResultSaysNothing() {
    assertThat(FlakeScore.of(List.of(false)).isFlaky()).isFalse();
    assertThat(FlakeScore.of(List.of()).interval().high()).isEqualTo(1);
  }
}
