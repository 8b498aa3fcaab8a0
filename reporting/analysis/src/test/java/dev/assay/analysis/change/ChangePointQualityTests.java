package dev.assay.analysis.change;

import static org.assertj.core.api.Assertions.assertThat;

import org.testng.annotations.Test;

/** Guards the quality reported in docs/kpi-analysis.md, on seeds that nothing was chosen by. */
public class ChangePointQualityTests {

  private static final long SEED = 900_300;

  @Test
  public void changePointsAreFoundAndFewAreInvented() {
    var score = new Score();
    EvaluationSeries.withChanges(SEED, 60).forEach(series -> score.add(series.changes(), indices(series)));

    assertThat(score.f1()).isGreaterThan(0.95);
    assertThat(score.precision()).isGreaterThan(0.96);
    assertThat(score.recall()).isGreaterThan(0.90);
  }

  @Test
  public void seriesWithoutChangeRarelyRaiseAnAlarm() {
    var series = EvaluationSeries.withoutChange(SEED + 1, 60);

    assertThat(series.stream().filter(one -> indices(one).length > 0).count()).isLessThan(series.size() * 4 / 100);
  }

  @Test
  public void shiftsOfTwoAndAHalfSigmaAreToldWithinTenBuilds() {
    var series = EvaluationSeries.withOneShift(SEED + 2, 10, 70, 60, 2.5);

    assertThat(series.stream().filter(one -> !Replay.of(Series.of("kpi", Direction.BOTH, one.values()), 59).isEmpty()).count())
        .isGreaterThan(series.size() * 9 / 10);
  }

  private static int[] indices(EvaluationSeries series) {
    return ChangePoints.indices(Series.of("kpi", Direction.BOTH, series.values()));
  }
}
