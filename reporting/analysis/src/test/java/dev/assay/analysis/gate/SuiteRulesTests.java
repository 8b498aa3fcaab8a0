package dev.assay.analysis.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.analysis.gate.Criterion.Completeness;
import dev.assay.analysis.gate.Criterion.MustPass;
import dev.assay.analysis.gate.Criterion.NewFailures;
import dev.assay.analysis.gate.CriterionResult.State;
import dev.assay.analysis.gate.SuiteRun.Counts;
import dev.assay.analysis.gate.SuiteRun.InBaseline;
import java.time.Duration;
import java.util.Optional;
import org.testng.annotations.Test;

public class SuiteRulesTests {

  private static final MustPass STRESS = new MustPass("stress", "stress", Optional.empty());
  private static final Completeness COMPLETE = new Completeness("complete", "stress", Percent.of("98"), 1, Optional.empty());
  private static final NewFailures NEW = new NewFailures("new", "stress", 1, Optional.empty());

  @Test
  public void suitePassesWhenEveryCasePassed() {
    assertThat(TestingFacts.none().run("stress", 10, 10, 0, 0).judgedBy(STRESS).state()).isEqualTo(State.OK);
  }

  @Test
  public void oneFailedCaseFailsASuiteThatMustPass() {
    var result = TestingFacts.none().run("stress", 10, 8, 1, 1).judgedBy(STRESS);

    assertThat(result.state()).isEqualTo(State.FAILED);
    assertThat(result.blockers()).containsExactly("stress/case-0");
  }

  @Test
  public void oneInconclusiveCaseLeavesASuiteThatMustPassPending() {
    assertThat(TestingFacts.none().run("stress", 10, 9, 0, 1).judgedBy(STRESS).state()).isEqualTo(State.PENDING);
  }

  @Test
  public void dataIsCompleteWhenEnoughCasesAnswered() {
    assertThat(TestingFacts.none().run("stress", 100, 90, 8, 2).judgedBy(COMPLETE).state()).isEqualTo(State.OK);
  }

  @Test
  public void dataIsPendingWhenTooFewCasesAnswered() {
    var result = TestingFacts.none().run("stress", 100, 90, 7, 3).judgedBy(COMPLETE);

    assertThat(result.state()).isEqualTo(State.PENDING);
    assertThat(result.rerunCases()).isEqualTo(1);
  }

  @Test
  public void dataIsPendingWhenTooFewHostClassesWereSeen() {
    var twoClasses = new Completeness("complete", "stress", Percent.ALL, 2, Optional.empty());

    assertThat(TestingFacts.none().run("stress", 10, 10, 0, 0).judgedBy(twoClasses).needs()).isEqualTo("a run on 1 more of 2 host classes");
  }

  @Test
  public void aWholeRunOnAnotherHostClassCountsAndOneCutShortOrTooOldDoesNot() {
    var twoClasses = new Completeness("complete", "stress", Percent.ALL, 2, Optional.of(Duration.ofDays(7)));

    assertThat(onAnotherClass(Duration.ofDays(1), 10).judgedBy(twoClasses).state()).isEqualTo(State.OK);
    assertThat(onAnotherClass(Duration.ofDays(1), 9).judgedBy(twoClasses).state()).isEqualTo(State.PENDING);
    assertThat(onAnotherClass(Duration.ofDays(8), 10).judgedBy(twoClasses).state()).isEqualTo(State.PENDING);
  }

  private static TestingFacts onAnotherClass(Duration age, int passed) {
    return TestingFacts.none().run("stress", 10, 10, 0, 0).onClass("stress", "perf-b", age, new Counts(10, passed, 0, 0, 0));
  }

  @Test
  public void failuresThatPassedInTheBaselineAreNew() {
    var result = TestingFacts.none().run("stress", 10, 8, 2, 0).judgedBy(NEW);

    assertThat(result.state()).isEqualTo(State.FAILED);
    assertThat(result.evidence()).contains("2 new failures, limit 1, of 2 failures against baseline 6.2-70446");
  }

  @Test
  public void failuresKnownFromTheBaselineDoNotBlock() {
    var facts = TestingFacts.none().run("stress", Duration.ZERO, InBaseline.DID_NOT_PASS, new Counts(10, 5, 5, 0, 0));

    assertThat(facts.judgedBy(NEW).state()).isEqualTo(State.OK);
  }

  @Test
  public void failuresThatTheBaselineNeverRanArePending() {
    var facts = TestingFacts.none().run("stress", Duration.ZERO, InBaseline.UNKNOWN, new Counts(10, 5, 5, 0, 0));

    assertThat(facts.judgedBy(NEW).state()).isEqualTo(State.PENDING);
  }

  @Test
  public void undecidedCasesMayStillBeNewFailures() {
    assertThat(TestingFacts.none().run("stress", 10, 8, 0, 2).judgedBy(NEW).state()).isEqualTo(State.PENDING);
    assertThat(TestingFacts.none().run("stress", 10, 9, 0, 1).judgedBy(NEW).state()).isEqualTo(State.OK);
  }
}
