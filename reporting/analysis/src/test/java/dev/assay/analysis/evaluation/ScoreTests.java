package dev.assay.analysis.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.testng.annotations.Test;

public class ScoreTests {

  @Test
  public void aPointWithinTheMarginIsRightOnceOnly() {
    assertThat(Score.matches(List.of(50), new int[] {46, 52})).isEqualTo(1);
    assertThat(Score.matches(List.of(50), new int[] {44})).isZero();
    assertThat(Score.matches(List.of(50, 54), new int[] {52})).isEqualTo(1);
  }

  @Test
  public void theFirstPointCountsAsAChangePointForF1Alone() {
    var score = new Score();
    score.add(100, List.of(50), new int[0]);

    assertThat(score.f1()).isCloseTo(2 / 3.0, within(1e-12)); // precision 1/1, recall 1/2
    assertThat(score.recall()).isZero();
  }

  @Test
  public void coverIsTheOverlapOfStretches() {
    assertThat(Score.cover(100, new int[] {50}, new int[] {50})).isEqualTo(1);
    assertThat(Score.cover(100, new int[] {50}, new int[0])).isEqualTo(0.5);
    assertThat(Score.cover(100, new int[] {50}, new int[] {60})).isCloseTo(0.5 * 50 / 60 + 0.5 * 40 / 50, within(1e-12));
  }

  @Test
  public void equalSeedsGiveEqualSeriesAndOthersOthers() {
    var one = LabelledSeries.withChanges(NoiseKind.all(true), 1, 2);

    assertThat(one).hasSize(14).zipSatisfy(LabelledSeries.withChanges(NoiseKind.all(true), 1, 2),
        (first, second) -> assertThat(first.values()).isEqualTo(second.values()));
    assertThat(Arrays.equals(one.getFirst().values(), LabelledSeries.withChanges(NoiseKind.all(true), 2, 2).getFirst().values())).isFalse();
  }

  @Test
  public void peersFindAPlainStepToo() {
    double[] values = new double[60];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i * 7 % 11) + (i < 30 ? 0 : 30);
    }
    var series = new LabelledSeries(NoiseKind.GAUSSIAN, values, List.of(30));

    assertThat(ChangeDetector.energyWithStudent().finder().find(series)).containsExactly(30);
    assertThat(ChangeDetector.energyWithPermutations().finder().find(series)).contains(30);
    assertThat(ChangeDetector.ours().finder().find(series)).containsExactly(30);
  }
}
