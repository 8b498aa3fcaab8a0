package dev.assay.analysis.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.analysis.evaluation.LabelledSeries;
import dev.assay.analysis.evaluation.NoiseKind;
import dev.assay.analysis.stats.SplitMix;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.testng.annotations.Test;

public class ChangePointsTests {

  @Test
  public void stepIsFoundWhereItIsWithItsSize() {
    var change = only(detect(Direction.LOWER, noisy(100, 60, 1.10)));

    assertThat(change.build()).isBetween(58, 62);
    assertThat(change.earliest()).isLessThanOrEqualTo(60);
    assertThat(change.latest()).isGreaterThanOrEqualTo(60);
    assertThat(change.percent()).isCloseTo(10, within(1.5));
    assertThat(change.percentInterval().contains(10)).isTrue();
    assertThat(change.cliffsDelta()).isGreaterThan(0.9);
    assertThat(change.provisional()).isFalse();
  }

  @Test
  public void directionDecidesWhatAStepMeans() {
    assertThat(only(detect(Direction.LOWER, noisy(100, 60, 1.10))).meaning()).isEqualTo(Direction.Meaning.REGRESSION);
    assertThat(only(detect(Direction.HIGHER, noisy(100, 60, 1.10))).meaning()).isEqualTo(Direction.Meaning.IMPROVEMENT);
    assertThat(only(detect(Direction.BOTH, noisy(100, 60, 1.10))).meaning()).isEqualTo(Direction.Meaning.CHANGE);
  }

  @Test
  public void noiseAloneIsNoChange() {
    assertThat(detect(Direction.BOTH, noisy(200, 200, 1)).changes()).isEmpty();
  }

  @Test
  public void spikesAreNoChange() {
    double[] values = noisy(100, 100, 1);
    values[30] *= 2;
    values[31] *= 2;
    values[99] *= 2;

    assertThat(detect(Direction.BOTH, values).changes()).isEmpty();
  }

  @Test
  public void slowTrendIsToldFromSteps() {
    double[] values = noisy(300, 300, 1);
    for (int i = 0; i < values.length; i++) {
      values[i] *= 1 + 0.04 * i / values.length;
    }

    assertThat(detect(Direction.BOTH, values).changes()).isEmpty();
  }

  @Test
  public void unitsDoNotMatter() {
    double[] values = noisy(100, 60, 1.10);
    double[] tiny = Arrays.stream(values).map(value -> value * 4e-5).toArray();

    assertThat(only(detect(Direction.LOWER, tiny)).build()).isEqualTo(only(detect(Direction.LOWER, values)).build());
    assertThat(only(detect(Direction.LOWER, tiny)).before()).isCloseTo(0.004, within(0.0002));
  }

  @Test
  public void levelsTenTimesApartAreFoundWhereTheyAre() {
    double[] values = noisy(100, 100, 1);
    for (int i = 0; i < values.length; i++) {
      values[i] *= Math.pow(10, i / 25);
    }

    assertThat(ChangePoints.indices(Series.of("k", Direction.BOTH, values))).containsExactly(25, 50, 75);
  }

  @Test
  public void missingBuildsKeepTheirPlaces() {
    double[] values = noisy(100, 60, 1.10);
    for (int i = 0; i < 30; i += 2) {
      values[i] = Double.NaN;
    }

    var detection = detect(Direction.LOWER, values);

    assertThat(detection.readings()).isEqualTo(85);
    assertThat(only(detection).build()).isBetween(58, 62);
  }

  @Test
  public void repeatsOfABuildCountAsTheirMedian() {
    double[] values = noisy(60, 60, 1);
    var builds = IntStream.range(0, 60).mapToObj(i -> new double[] {values[i], values[i] * (i >= 30 ? 3 : 1), values[i]}).toList();

    assertThat(ChangePoints.detect(new Series("kpi", Direction.LOWER, builds)).changes()).isEmpty();
  }

  @Test
  public void shiftThatCameBackIsMarked() {
    double[] values = noisy(120, 60, 1.10);
    for (int i = 80; i < 120; i++) {
      values[i] /= 1.10;
    }

    var changes = detect(Direction.LOWER, values).changes();

    assertThat(changes).hasSize(2);
    assertThat(changes.getFirst().wentAway()).isTrue();
    assertThat(changes.getLast().wentAway()).isFalse();
  }

  @Test
  public void changeNearTheEndIsProvisional() {
    assertThat(only(detect(Direction.LOWER, noisy(68, 60, 1.10))).provisional()).isTrue();
  }

  @Test
  public void seriesThatNeverMovesOrIsTooShortHasNoChange() {
    assertThat(detect(Direction.BOTH, new double[50]).changes()).isEmpty();
    assertThat(detect(Direction.BOTH).changes()).isEmpty();
    assertThat(detect(Direction.BOTH, 1, 2, 3, 9, 9, 9).changes()).isEmpty();
  }

  @Test
  public void stepInASeriesThatNeverMovesOtherwiseIsFound() {
    double[] values = new double[60];
    Arrays.fill(values, 40, 60, 5);

    assertThat(only(detect(Direction.BOTH, values)).build()).isEqualTo(40);
  }

  @Test
  public void stepBetweenLevelsThatNeverMoveIsKnownToTheBuild() {
    double[] values = new double[100];
    Arrays.fill(values, 5.1);
    Arrays.fill(values, 50, 100, 6.3);

    var change = only(detect(Direction.BOTH, values));

    assertThat(change.earliest()).isEqualTo(50);
    assertThat(change.latest()).isEqualTo(50);
    assertThat(detect(Direction.BOTH, values).autocorrelation()).isZero();
    assertThat(detect(Direction.BOTH, values).bimodal()).isFalse();
  }

  @Test
  public void spreadIsThatOfTheReadingsWithoutTheirSpikes() {
    double[] values = noisy(200, 200, 1);
    for (int i = 0; i < 200; i += 12) {
      values[i] *= 1.3;
    }

    assertThat(detect(Direction.BOTH, values).noisePercent()).isBetween(2.5, 3.5);
  }

  @Test
  public void sameSeriesGivesTheSameAnswerToTheLastBit() {
    var series = LabelledSeries.withChanges(NoiseKind.all(true), 11, 5);

    for (var one : series) {
      assertThat(detect(Direction.BOTH, one.values())).isEqualTo(detect(Direction.BOTH, one.values()));
    }
  }

  @Test
  public void readingThatIsNotANumberIsRefused() {
    assertThatThrownBy(() -> new Series("boot", Direction.LOWER, List.of(new double[] {1}, new double[] {Double.POSITIVE_INFINITY})))
        .hasMessageContaining("boot").hasMessageContaining("build 1");
  }

  @Test
  public void replayAlertsOnceAndSoon() {
    var alerts = Replay.of(Series.of("kpi", Direction.LOWER, noisy(100, 60, 1.10)), 30);

    assertThat(alerts).hasSize(1);
    assertThat(alerts.getFirst().build()).isBetween(64, 72);
    assertThat(alerts.getFirst().changePoint()).isBetween(55, 65);
  }

  @Test
  public void replayKeepsQuietAboutWhatTheWarmupShows() {
    assertThat(Replay.of(Series.of("kpi", Direction.LOWER, noisy(100, 40, 1.10)), 70)).isEmpty();
  }

  private static Detection detect(Direction direction, double... values) {
    return ChangePoints.detect(Series.of("kpi", direction, values));
  }

  private static ChangePoint only(Detection detection) {
    assertThat(detection.changes()).hasSize(1);
    return detection.changes().getFirst();
  }

  /** About 100 with a noise of 3 %, times a factor from some build on. */
  private static double[] noisy(int length, int at, double factor) {
    var chance = new SplitMix(42);
    return IntStream.range(0, length).mapToDouble(i -> 100 * (i >= at ? factor : 1) * (1 + 0.03 * gaussian(chance))).toArray();
  }

  private static double gaussian(SplitMix chance) {
    return Math.sqrt(-2 * Math.log(1 - chance.nextDouble())) * Math.cos(2 * Math.PI * chance.nextDouble());
  }
}
