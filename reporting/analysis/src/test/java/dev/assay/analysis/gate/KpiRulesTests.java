package dev.assay.analysis.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.analysis.gate.Criterion.Bound;
import dev.assay.analysis.gate.Criterion.KpiLimit;
import dev.assay.analysis.gate.Criterion.KpiRegression;
import dev.assay.analysis.gate.CriterionResult.State;
import dev.assay.analysis.gate.KpiFacts.Answer;
import dev.assay.analysis.gate.KpiFacts.Change;
import java.util.List;
import java.util.Optional;
import org.testng.annotations.Test;

public class KpiRulesTests {

  private static final KpiLimit LIMIT = new KpiLimit("boot", "boot.time", "s", Bound.AT_MOST, 0.004, 3);
  private static final KpiRegression NO_WORSE = new KpiRegression("kpis", List.of(), Percent.of("5"));

  @Test
  public void medianWithinTheLimitIsOkAndKeepsItsDigits() {
    var result = TestingFacts.none().kpi(kpi("s", 0.003, 0.0041, 0.0039)).judgedBy(LIMIT);

    assertThat(result.state()).isEqualTo(State.OK);
    assertThat(result.evidence()).contains("median 0.0039 s of 3 readings");
  }

  @Test
  public void medianBeyondTheLimitFails() {
    assertThat(TestingFacts.none().kpi(kpi("s", 0.003, 0.0041, 0.0042)).judgedBy(LIMIT).state()).isEqualTo(State.FAILED);
  }

  @Test
  public void tooFewReadingsArePending() {
    assertThat(TestingFacts.none().kpi(kpi("s", 0.003, 0.003)).judgedBy(LIMIT).needs()).isEqualTo("1 more readings of boot.time");
    assertThat(TestingFacts.none().judgedBy(LIMIT).state()).isEqualTo(State.PENDING);
  }

  @Test
  public void limitInAnotherUnitIsNeverCompared() {
    assertThat(TestingFacts.none().kpi(kpi("ms", 3, 3, 3)).judgedBy(LIMIT).state()).isEqualTo(State.PENDING);
  }

  @Test
  public void regressionBeyondTheLimitFails() {
    var result = TestingFacts.none().kpi(changed(Answer.REGRESSION, 12.1, 0)).judgedBy(NO_WORSE);

    assertThat(result.state()).isEqualTo(State.FAILED);
    assertThat(result.evidence()).contains("boot.time worse by 12.1 %");
  }

  @Test
  public void regressionWithinTheLimitAndImprovementsAreOk() {
    assertThat(TestingFacts.none().kpi(changed(Answer.REGRESSION, 4.9, 0)).judgedBy(NO_WORSE).state()).isEqualTo(State.OK);
    assertThat(TestingFacts.none().kpi(changed(Answer.IMPROVEMENT, -12, 0)).judgedBy(NO_WORSE).state()).isEqualTo(State.OK);
  }

  @Test
  public void comparisonThatNeedsMoreRunsIsPending() {
    assertThat(TestingFacts.none().kpi(changed(Answer.NEEDS_MORE_RUNS, 4, 4)).judgedBy(NO_WORSE).rerunCases()).isEqualTo(4);
  }

  @Test
  public void missingKpiOrMissingComparisonIsPending() {
    var named = new KpiRegression("kpis", List.of("disk.iops"), Percent.of("5"));

    assertThat(TestingFacts.none().kpi(changed(Answer.NONE, 0, 0)).judgedBy(named).state()).isEqualTo(State.PENDING);
    assertThat(TestingFacts.none().kpi(kpi("s", 1)).judgedBy(NO_WORSE).state()).isEqualTo(State.PENDING);
    assertThat(TestingFacts.none().judgedBy(NO_WORSE).state()).isEqualTo(State.PENDING);
  }

  @Test
  public void comparisonThatNeedsMoreRunsIsAnsweredIfItsIntervalKeepsTheLimit() {
    assertThat(TestingFacts.none().kpi(changed(Answer.NEEDS_MORE_RUNS, 3, 4)).judgedBy(NO_WORSE).state()).isEqualTo(State.OK);
    assertThat(TestingFacts.none().kpi(changed(Answer.NEEDS_MORE_RUNS, 3.1, 4)).judgedBy(NO_WORSE).state()).isEqualTo(State.PENDING);
  }

  @Test
  public void runsThatAreLackingAreToldBySuite() {
    var rule = new KpiRegression("kpis", List.of(), List.of("bvt", "perf", "density"), Percent.of("5"));
    var result = TestingFacts.none()
        .kpi(lacking("vm.start", "bvt", 2, 6)).kpi(lacking("vm.boot", "bvt", 3, 0)).kpi(lacking("storage.read", "perf", 1, 0)).kpi(lacking("soak.slope", "soak", 99, 99))
        .judgedBy(rule);

    assertThat(result.state()).isEqualTo(State.PENDING);
    assertThat(result.needs()).isEqualTo(
        "3 more runs of bvt, 1 more run of density, 1 more run of perf on 6.5-90233 and 6 more runs of bvt on builds before it, for an answer about 3 KPIs (vm.start, vm.boot, storage.read)");
    assertThat(result.rerunCases()).isEqualTo(11);
  }

  @Test
  public void suiteThatMeasuredNothingIsPending() {
    var rule = new KpiRegression("kpis", List.of(), List.of("bvt", "perf"), Percent.of("5"));
    var facts = TestingFacts.none().kpi(changed(Answer.NONE, 0, 0).by(List.of("bvt")));

    assertThat(facts.judgedBy(rule).needs()).isEqualTo("1 more run of perf on 6.5-90233");
    assertThat(facts.kpi(new KpiFacts("net", "s", List.of(1.0), Optional.of(new Change(Answer.NONE, 0, -1, 1, 0))).by(List.of("perf"))).judgedBy(rule).state()).isEqualTo(State.OK);
  }

  private static KpiFacts lacking(String name, String suite, int runs, int before) {
    return new KpiFacts(name, "s", List.of(1.0), Optional.of(
        new Change(Answer.NEEDS_MORE_RUNS, 0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, runs, before))).by(List.of(suite));
  }

  private static KpiFacts kpi(String unit, double... readings) {
    return new KpiFacts("boot.time", unit, java.util.Arrays.stream(readings).boxed().toList(), Optional.empty());
  }

  private static KpiFacts changed(Answer answer, double worse, int runsNeeded) {
    return new KpiFacts("boot.time", "s", List.of(1.0), Optional.of(new Change(answer, worse, worse - 2, worse + 2, runsNeeded)));
  }
}
