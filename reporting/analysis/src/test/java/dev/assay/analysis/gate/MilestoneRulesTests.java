package dev.assay.analysis.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.analysis.gate.Criterion.Coverage;
import dev.assay.analysis.gate.Criterion.KpiDrift;
import dev.assay.analysis.gate.Criterion.OpenDefects;
import dev.assay.analysis.gate.Criterion.PassRate;
import dev.assay.analysis.gate.Criterion.Scope;
import dev.assay.analysis.gate.Criterion.Span;
import dev.assay.analysis.gate.CriterionResult.State;
import dev.assay.analysis.gate.KpiFacts.Drift;
import dev.assay.analysis.gate.SuiteRun.Reach;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class MilestoneRulesTests {

  private static final OpenDefects CRITICAL = new OpenDefects("critical", Severity.CRITICAL, 0, Scope.SEEN, true);
  private static final Coverage COVERAGE = new Coverage("coverage", "nightly", Percent.of("90"), List.of("pool"), Optional.empty());
  private static final KpiDrift DRIFT = new KpiDrift("drift", List.of("boot"), Optional.empty(), Percent.of("5"));

  @Test
  public void defectsThatNobodyWasAskedAboutLeaveItPending() {
    assertThat(TestingFacts.none().judgedBy(CRITICAL).state()).isEqualTo(State.PENDING);
  }

  @Test
  public void openBlockerSeenOnTheBuildBlocksAndLesserOrUnseenOnesDoNot() {
    assertThat(TestingFacts.none().defects(defect(Severity.BLOCKER, "data loss", true)).judgedBy(CRITICAL).state()).isEqualTo(State.FAILED);
    assertThat(TestingFacts.none().defects(defect(Severity.MAJOR, "", true)).judgedBy(CRITICAL).state()).isEqualTo(State.OK);
    assertThat(TestingFacts.none().defects(defect(Severity.BLOCKER, "", false)).judgedBy(CRITICAL).state()).isEqualTo(State.OK);
  }

  @Test
  public void defectThatIsAllowedNeedsItsImpactWrittenDown() {
    var one = new OpenDefects("critical", Severity.CRITICAL, 1, Scope.SEEN, true);

    assertThat(TestingFacts.none().defects(defect(Severity.CRITICAL, "", true)).judgedBy(one).state()).isEqualTo(State.PENDING);
    assertThat(TestingFacts.none().defects(defect(Severity.CRITICAL, "slow start", true)).judgedBy(one).state()).isEqualTo(State.OK);
  }

  @Test
  public void caseThatTheBaselineAnsweredAndTheRunDidNotLeavesCoveragePending() {
    var dropped = TestingFacts.none().reaching("nightly", new Reach(10, List.of("a", "b"), List.of("pool"))).judgedBy(COVERAGE);

    assertThat(dropped.state()).isEqualTo(State.PENDING);
    assertThat(dropped.rerunCases()).isEqualTo(1);
  }

  @Test
  public void caseThatOneRunOfTheBuildAnsweredIsCovered() {
    var each = TestingFacts.none().reaching("nightly", new Reach(10, List.of("a", "b"), List.of("vm"))).reaching("nightly", new Reach(10, List.of("b", "c"), List.of("pool")));

    assertThat(each.judgedBy(COVERAGE).state()).isEqualTo(State.OK);
    assertThat(each.judgedBy(COVERAGE).evidence()).contains("9/10 = 90.00 %").contains("2 runs");
  }

  @Test
  public void coverageAsksForEveryAreaNamed() {
    assertThat(TestingFacts.none().reaching("nightly", new Reach(10, List.of("a"), List.of("pool"))).judgedBy(COVERAGE).state()).isEqualTo(State.OK);
    assertThat(TestingFacts.none().reaching("nightly", new Reach(10, List.of(), List.of("vm"))).judgedBy(COVERAGE).needs()).contains("1 area (pool)");
  }

  @DataProvider
  public static Object[][] drifts() {
    return new Object[][] {
      {6.0, 9.0, State.FAILED}, {-1.0, 5.0, State.OK}, {2.0, 8.0, State.PENDING},
      {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, State.PENDING},
    };
  }

  @Test(dataProvider = "drifts")
  public void driftIsDecidedByItsWholeInterval(double low, double high, State expected) {
    var kpi = new KpiFacts("boot", "s", List.of(10.0), Optional.empty()).drifted(List.of(new Drift("6.2-70446", 5, (low + high) / 2, low, high)));

    assertThat(TestingFacts.none().kpi(kpi).judgedBy(DRIFT).state()).isEqualTo(expected);
  }

  @DataProvider
  public static Object[][] vagueDrifts() {
    return new Object[][] {
      {8, -4.0, 20.0, State.OK, ""},                                // enough readings of either, and not surely worse
      {8, 1.0, 20.0, State.PENDING, "1 more run on 6.5-90233 and 1 more run on the release"},                   // surely worse: by how much has to be known
      {8, 6.0, 20.0, State.FAILED, "repair or waive"},
      {7, -4.0, 20.0, State.PENDING, "1 more run on 6.5-90233 and 3 more runs on the release"},
    };
  }

  @Test(dataProvider = "vagueDrifts")
  public void kpiThatVariesTooMuchIsMetByTheReadingsAskedForUnlessItIsSurelyWorse(int readings, double low, double high, State expected, String needs) {
    var rule = new KpiDrift("drift", List.of(), List.of(), Optional.empty(), Percent.of("5"), OptionalInt.of(8));
    var kpi = new KpiFacts("boot", "s", Collections.nCopies(readings, 10.0), Optional.empty())
        .drifted(List.of(new Drift("6.2-70446", readings == 8 ? 8 : 5, (low + high) / 2, low, high)));

    var result = TestingFacts.none().kpi(kpi).judgedBy(rule);

    assertThat(result.state()).isEqualTo(expected);
    assertThat(result.needs()).contains(needs);
    assertThat(result.evidence()).contains("boot worse by");
  }

  @Test
  public void whatBecameBetterIsNotCalledWorse() {
    var kpi = new KpiFacts("boot", "s", List.of(10.0), Optional.empty()).drifted(List.of(new Drift("6.2-70446", 5, -2.0, -3.0, 6.0)));

    assertThat(TestingFacts.none().kpi(kpi).judgedBy(DRIFT).evidence()).contains("boot better by 2.0 % [-6.0, 3.0] than on 6.2-70446");
  }

  @Test
  public void driftSaysHowManyReadingsWouldNarrowItsInterval() {
    var kpi = new KpiFacts("boot", "s", Collections.nCopies(5, 10.0), Optional.empty()).drifted(List.of(new Drift("6.2-70446", 5, 1, -7, 9)));

    assertThat(TestingFacts.none().kpi(kpi).judgedBy(DRIFT).needs()).isEqualTo("15 more runs on 6.5-90233 and 15 more runs on the release, for an answer about 1 KPI (boot)");
  }

  @Test
  public void driftThatTakesMoreRunsThanAnybodyMakesSaysWhatAPolicyCanDo() {
    var kpi = new KpiFacts("boot", "s", Collections.nCopies(5, 10.0), Optional.empty()).drifted(List.of(new Drift("6.2-70446", 5, 1, -28, 30)));

    assertThat(TestingFacts.none().kpi(kpi).judgedBy(DRIFT).needs())
        .startsWith("258 more runs on 6.5-90233 and 258 more runs on the release").endsWith("; or, since some vary too much for 5 %, a wider limit, or 'readings' in the policy: how often either build is looked at");
  }

  @Test
  public void pooledRunsOfTheBuildMakeABoundSurer() {
    var latest = sure(Span.LATEST);
    var pooled = sure(Span.POOLED);

    assertThat(TestingFacts.none().run("nightly", 60, 60, 0, 0).run("nightly", 60, 60, 0, 0).judgedBy(latest).state()).isEqualTo(State.PENDING);
    assertThat(TestingFacts.none().run("nightly", 60, 60, 0, 0).run("nightly", 60, 60, 0, 0).judgedBy(pooled).state()).isEqualTo(State.OK);
    assertThat(TestingFacts.none().run("nightly", 60, 60, 0, 0).run("nightly", 60, 40, 20, 0).judgedBy(pooled).state()).isEqualTo(State.FAILED);
  }

  @Test
  public void oneRunOfASuiteServesAllCriteriaAboutIt() {
    var decision = TestingFacts.none().run("nightly", 60, 60, 0, 0).decide(List.of(sure(Span.POOLED),
        new Criterion.Completeness("complete", "nightly", Percent.ALL, 0, Optional.empty()), new PassRate(
            "surer", "nightly", Percent.of("99"), new Criterion.Basis.SurelyAbove(Percent.of("95")), Span.POOLED, Optional.empty())));

    assertThat(decision.reruns()).singleElement().satisfies(rerun -> {
      assertThat(rerun.criteria()).containsExactly("nightly", "surer");
      assertThat(rerun.cases()).isEqualTo(239);
    });
  }

  private static PassRate sure(Span span) {
    return new PassRate("nightly", "nightly", Percent.of("96.5"), new Criterion.Basis.SurelyAbove(Percent.of("95")), span, Optional.empty());
  }

  private static DefectFact defect(Severity severity, String impact, boolean seen) {
    return new DefectFact("I-1", "VM lost", severity, impact, seen);
  }
}
