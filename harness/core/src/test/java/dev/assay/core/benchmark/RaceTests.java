package dev.assay.core.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class RaceTests {

  private VirtualTime time;

  @BeforeMethod
  void startTheClock() {
    time = VirtualTime.startingAt(Instant.EPOCH);
  }

  @AfterMethod(alwaysRun = true)
  void stopTheClock() {
    time.close();
  }

  private Contender sleeping(String name, int millis) {
    return new Contender(name, () -> {
      time.sleep(Duration.ofMillis(millis));
      return 10;
    });
  }

  @Test
  public void figuresFollowFromWorkAndTime() {
    var figures = time.run("race", () -> Race.of("things/s", Scale.PER_SECOND, sleeping("slow", 100), sleeping("fast", 50)).run(time, 0, 3));

    assertThat(figures.getFirst().median()).isEqualTo(100);
    assertThat(figures.getFirst().ratio()).isEqualTo(1);
    assertThat(figures.getLast().ratio()).isEqualTo(2);
    assertThat(figures.getLast().repetitions()).containsExactly(200.0, 200.0, 200.0);
  }

  @Test
  public void timePerUnitIsInMicroseconds() {
    assertThat(time.run("race", () -> Race.of("us", Scale.MICROSECONDS_EACH, sleeping("one", 100)).run(time, 0, 1)).getFirst().median()).isEqualTo(10_000);
  }

  @Test
  public void ratiosMayReferToAKnownFigure() {
    var race = new Race("s/s", Scale.PER_SECOND, OptionalDouble.of(50), List.of(sleeping("one", 100)));

    assertThat(time.run("race", () -> race.run(time, 0, 1)).getFirst().ratio()).isEqualTo(2);
  }

  @Test
  public void contendersTakeTurnsAndWarmUpsDoNotCount() {
    var turns = new ArrayList<String>();
    var race = Race.of("turns/s", Scale.PER_SECOND, noting("a", turns), noting("b", turns));

    assertThat(time.run("race", () -> race.run(time, 1, 2)).getFirst().repetitions()).hasSize(2);
    assertThat(turns).containsExactly("a", "b", "a", "b", "a", "b");
  }

  private Contender noting(String name, List<String> turns) {
    return new Contender(name, () -> {
      turns.add(name);
      time.sleep(Duration.ofMillis(1));
      return 1;
    });
  }

  @Test
  public void medianOfAnEvenNumberIsBetweenTheMiddleTwo() {
    var figure = new Figure("a", "s", List.of(9.0, 1.0, 3.0, 2.0), 1);

    assertThat(figure.median()).isEqualTo(2.5);
    assertThat(figure.least()).isEqualTo(1);
    assertThat(figure.most()).isEqualTo(9);
  }

  @Test
  public void raceWithoutRepetitionsIsRefused() {
    assertThatThrownBy(() -> Race.of("s", Scale.PER_SECOND, sleeping("one", 1)).run(time, 0, 0)).isInstanceOf(AssayException.Usage.class);
  }
}
