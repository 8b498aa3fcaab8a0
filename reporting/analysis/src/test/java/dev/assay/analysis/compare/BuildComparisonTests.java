package dev.assay.analysis.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.analysis.change.Direction;
import dev.assay.analysis.change.Series;
import dev.assay.analysis.compare.Finding.Answer;
import dev.assay.analysis.stats.SplitMix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class BuildComparisonTests {

  @Test
  public void eachOfTwoBuildsNeedsMoreReadingsTheMoreKpisThereAre() {
    assertThat(BuildComparison.readingsOfEach(1, Rules.DEFAULT)).isEqualTo(4); // 2 / C(8, 4) = 0.029
    assertThat(BuildComparison.readingsOfEach(2, Rules.DEFAULT)).isEqualTo(5);
    assertThat(BuildComparison.readingsOfEach(300, Rules.DEFAULT)).isEqualTo(8); // 2 / C(16, 8) = 0.000155
  }

  @Test
  public void repeatsOfOneBuildThatHangTogetherProveLess() {
    var together = java.util.stream.IntStream.range(0, 40).mapToObj(i -> {
      double ofBuild = 10 * (i * 7 % 11);
      return new double[] {ofBuild, ofBuild + 1, ofBuild + 2};
    }).toList();

    assertThat(Dependence.of(together, 0).inflation(120, 5)).isGreaterThan(4);
    assertThat(Dependence.of(together.stream().map(repeats -> new double[] {repeats[0]}).toList(), 0).inflation(40, 5)).isEqualTo(1);
  }

  @Test
  public void distanceCountsInDeviationsOfTheBaselinesBody() {
    double[] baseline = {-2, -1, -1, 0, 0, 0, 1, 1, 2, 900};
    double[] repeats = {3, 3, 3, 3, 3};

    // t = 3 / sqrt(1.5 x (1/5 + 1/10)) = 4.472, 9 degrees of freedom
    assertThat(ShiftTest.pValue(baseline, repeats, new Dependence(0, 0))).isCloseTo(0.00155, within(5e-5));
    assertThat(ShiftTest.pValue(baseline, repeats, new Dependence(0.5, 0))).as("repeats that hang together").isBetween(0.01, 0.05);
    assertThat(ShiftTest.pValue(baseline, new double[] {0}, new Dependence(0, 0))).isEqualTo(1);
    assertThat(ShiftTest.pValue(new double[] {5, 5, 5}, new double[] {6}, new Dependence(0, 0))).as("no spread, no objection").isZero();
  }

  private SplitMix chance = new SplitMix(0);

  @BeforeMethod
  void seed() {
    chance = new SplitMix(99);
  }

  @Test
  public void regressionIsToldAmongManyThatAreNone() {
    var kpis = clean(50, 40, 5);
    kpis.set(7, kpi("slow", Direction.LOWER, 40, 5, 1.10, Optional.empty()));

    var findings = BuildComparison.compare(kpis, Rules.DEFAULT);

    assertThat(findings).filteredOn(finding -> finding.answer() == Answer.REGRESSION).extracting(Finding::id).containsExactly("slow");
    assertThat(findings.get(7).percent()).isCloseTo(10, within(3.0));
    assertThat(findings.get(7).adjusted()).isLessThan(0.05);
  }

  @Test
  public void directionDecidesWhichWayIsWorse() {
    assertThat(answerOf(kpi("k", Direction.HIGHER, 40, 5, 1.10, Optional.empty()))).isEqualTo(Answer.IMPROVEMENT);
    assertThat(answerOf(kpi("k", Direction.HIGHER, 40, 5, 0.90, Optional.empty()))).isEqualTo(Answer.REGRESSION);
    assertThat(answerOf(kpi("k", Direction.BOTH, 40, 5, 0.90, Optional.empty()))).isEqualTo(Answer.CHANGE);
  }

  @Test
  public void changeTooSmallToMatterIsNone() {
    var kpi = kpi("k", Direction.LOWER, 40, 5, 1.10, Optional.empty());

    assertThat(BuildComparison.compare(List.of(kpi), new Rules(0.05, 20, false)).getFirst().answer()).isEqualTo(Answer.NONE);
  }

  @Test
  public void tooFewRepeatsAmongManyKpisNeedMoreRuns() {
    var findings = BuildComparison.compare(clean(300, 30, 3), Rules.DEFAULT);

    assertThat(findings).allMatch(finding -> finding.answer() == Answer.NEEDS_MORE_RUNS);
    assertThat(findings.getFirst().moreRuns()).isEqualTo(1);
  }

  @Test
  public void thresholdOfRepeatsIsTheCombinatorialOne() {
    assertThat(Repeats.leastPValue(30, 4)).isCloseTo(2.0 / 46376, within(1e-15));
    assertThat(Repeats.lacking(30, 4, 0.05 / 300)).isZero();
    assertThat(Repeats.lacking(60, 3, 0.05 / 300)).isZero();
    assertThat(Repeats.lacking(30, 0, 0.05 / 300)).isEqualTo(4);
    assertThat(Repeats.lacking(0, 3, 0.05)).isPositive();
    assertThat(Repeats.lacking(400, 500, 0.05)).as("more repeats than are ever asked for").isZero();
  }

  @Test
  public void fewestReadingsAreOfBothWhereTheBaselineIsSmall() {
    assertThat(Repeats.fewest(30, 1, 0.05 / 300)).isEqualTo(new Repeats.Lack(3, 0));
    assertThat(Repeats.fewest(1, 1, 0.05 / 38)).isEqualTo(new Repeats.Lack(6, 5));
    assertThat(Repeats.fewest(0, 9, 0.05 / 38)).isEqualTo(new Repeats.Lack(0, 5));
    assertThat(Repeats.fewest(0, 0, 0.05)).isEqualTo(new Repeats.Lack(5, 3));
  }

  @Test
  public void kpiWithoutCandidateOrBaselineNeedsRuns() {
    assertThat(answerOf(kpi("k", Direction.LOWER, 40, 0, 1, Optional.empty()))).isEqualTo(Answer.NEEDS_MORE_RUNS);
    assertThat(answerOf(kpi("k", Direction.LOWER, 0, 5, 1, Optional.empty()))).isEqualTo(Answer.NEEDS_MORE_RUNS);
  }

  @Test
  public void baselineIsTheCurrentLevelOnly() {
    var values = new double[80];
    for (int i = 0; i < values.length; i++) {
      values[i] = noisy(i < 40 ? 130 : 100);
    }
    var kpi = new KpiReadings(Series.of("k", Direction.LOWER, values), new double[] {noisy(100), noisy(100), noisy(100), noisy(100), noisy(100)}, Optional.empty());

    var finding = BuildComparison.compare(List.of(kpi), Rules.DEFAULT).getFirst();

    assertThat(finding.answer()).isEqualTo(Answer.NONE);
    assertThat(finding.baselineBuilds()).isBetween(35, 45);
  }

  @Test
  public void manyWorseKpisOfOneHostAreTheHostsFault() {
    var kpis = new ArrayList<KpiReadings>();
    for (int i = 0; i < 40; i++) {
      kpis.add(kpi("k" + i, Direction.LOWER, 40, 5, i < 10 ? 1.2 : 1, Optional.of(i < 10 ? "h1" : "h2")));
    }

    var findings = BuildComparison.compare(kpis, Rules.DEFAULT);

    assertThat(findings.subList(0, 10)).allMatch(finding -> finding.answer() == Answer.NEEDS_MORE_RUNS && finding.reason().contains("host h1"));
  }

  @Test
  public void cleanBuildsAreNotBlocked() {
    int blocked = 0;
    for (int build = 0; build < 20; build++) {
      blocked += BuildComparison.compare(clean(100, 40, 5), Rules.DEFAULT).stream().anyMatch(finding -> finding.answer() == Answer.REGRESSION) ? 1 : 0;
    }

    assertThat(blocked).isLessThanOrEqualTo(1);
  }

  private Answer answerOf(KpiReadings kpi) {
    return BuildComparison.compare(List.of(kpi), Rules.DEFAULT).getFirst().answer();
  }

  private List<KpiReadings> clean(int kpis, int builds, int repeats) {
    var readings = new ArrayList<KpiReadings>();
    for (int i = 0; i < kpis; i++) {
      readings.add(kpi("k" + i, Direction.LOWER, builds, repeats, 1, Optional.empty()));
    }
    return readings;
  }

  private KpiReadings kpi(String id, Direction direction, int builds, int repeats, double factor, Optional<String> host) {
    double[] baseline = new double[builds];
    for (int i = 0; i < builds; i++) {
      baseline[i] = noisy(100);
    }
    double[] candidate = new double[repeats];
    for (int i = 0; i < repeats; i++) {
      candidate[i] = noisy(100 * factor);
    }
    return new KpiReadings(Series.of(id, direction, baseline), candidate, host);
  }

  private double noisy(double level) {
    double sum = 0;
    for (int i = 0; i < 12; i++) {
      sum += chance.nextDouble();
    }
    return level * (1 + 0.02 * (sum - 6));
  }
}
