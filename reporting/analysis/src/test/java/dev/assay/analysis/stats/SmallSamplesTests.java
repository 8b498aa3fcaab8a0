package dev.assay.analysis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import java.util.stream.IntStream;
import org.testng.annotations.Test;

public class SmallSamplesTests {

  private static final double[] NONE = {};
  private static final double[] ONE = {1};

  @Test
  public void emptySamplesAreRefused() {
    assertThatThrownBy(() -> Descriptive.median(NONE)).hasMessageContaining("empty");
    assertThatThrownBy(() -> MannWhitney.test(ONE, NONE)).hasMessageContaining("none may be empty");
    assertThatThrownBy(() -> HodgesLehmann.shift(NONE, ONE)).hasMessageContaining("none may be empty");
    assertThatThrownBy(() -> BrunnerMunzel.test(ONE, ONE)).hasMessageContaining("each needs two values");
    assertThatThrownBy(() -> TheilSen.estimate(ONE, 0.95)).hasMessageContaining("two points are needed");
    assertThatThrownBy(() -> Proportions.wilson(1, 0, 0.95)).hasMessageContaining("cannot be");
  }

  @Test
  public void aSlopeOfManyPointsIsCountedAndIsTheOneThatFewerWouldHave() {
    var chance = new SplitMix(7);
    double[] many = java.util.stream.IntStream.range(0, 70_000).mapToDouble(i -> 0.5 * i + chance.nextDouble()).toArray();

    assertThat(TheilSen.estimate(many, 0.95).estimate()).isCloseTo(0.5, org.assertj.core.api.Assertions.within(1e-7));
    double[] steps = java.util.stream.IntStream.range(0, 2_001).mapToDouble(i -> i % 2).toArray();
    assertThat(TheilSen.estimate(steps, 0.95).estimate()).isZero();
  }

  @Test
  public void equalValuesAreNeverDifferent() {
    double[] same = {3, 3, 3, 3};

    assertThat(MannWhitney.exact(same, same).pValue()).isEqualTo(1);
    assertThat(MannWhitney.asymptotic(same, same).pValue()).isEqualTo(1);
    assertThat(BrunnerMunzel.test(same, same).pValue()).isEqualTo(1);
    assertThat(EffectSize.cliffsDelta(same, same)).isZero();
  }

  @Test
  public void samplesTooSmallForTheConfidenceHaveAnInfiniteInterval() {
    var shift = HodgesLehmann.estimate(new double[] {1, 2}, new double[] {4, 6}, 0.95);

    assertThat(shift.estimate()).isEqualTo(3.5);
    assertThat(shift.interval().low()).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  public void exactDistributionsWithoutTiesAreTheSameByEitherWay() {
    int[] doubled = IntStream.rangeClosed(1, 45).map(rank -> 2 * rank).toArray();
    double[] byRanks = RankSums.probabilities(doubled, 5);
    double[] byCoefficients = RankSums.lowerHalf(5, 40);

    assertThat(byCoefficients).hasSize(101);
    for (int u = 0; u < byCoefficients.length; u++) {
      assertThat(byCoefficients[u]).as("U of " + u).isCloseTo(byRanks[30 + 2 * u], withinPercentage(1e-9));
    }
    assertThat(RankSums.lowerHalf(60, 60)[0] / RankSums.lowerHalf(60, 60)[1]).as("one way each for 0 and 1").isEqualTo(1);
    assertThat(java.util.Arrays.stream(RankSums.lowerHalf(61, 61)).sum()).isCloseTo(0.5, within(1e-12));
  }

  @Test
  public void inputsAreNotChanged() {
    double[] values = {3, 1, 2};

    Descriptive.median(values);
    HodgesLehmann.shift(values, values);

    assertThat(values).containsExactly(3, 1, 2);
  }

  @Test
  public void bootstrapWithOneSeedGivesOneInterval() {
    var items = List.of(1.0, 2.0, 3.0, 4.0, 5.0);

    var first = Bootstrap.percentile(items, list -> list.stream().mapToDouble(v -> v).average().orElseThrow(), 0.9, 500, 7);

    assertThat(Bootstrap.percentile(items, list -> list.stream().mapToDouble(v -> v).average().orElseThrow(), 0.9, 500, 7)).isEqualTo(first);
    assertThat(first.low()).isBetween(1.0, 3.0);
    assertThat(first.high()).isBetween(3.0, 5.0);
  }

  @Test
  public void longRunVarianceOfNoLagsIsThePlainVariance() {
    assertThat(Autocorrelation.longRunVariance(new double[] {1, 2, 3, 4}, 0)).isEqualTo(1.25);
    assertThat(Autocorrelation.longRunVariance(new double[] {1, 1, 1, 4, 4, 4}, 1)).isGreaterThan(2.25);
  }
}
