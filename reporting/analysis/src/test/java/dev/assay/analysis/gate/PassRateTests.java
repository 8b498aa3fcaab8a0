package dev.assay.analysis.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.analysis.gate.Criterion.Basis;
import dev.assay.analysis.gate.Criterion.PassRate;
import dev.assay.analysis.gate.Criterion.Span;
import dev.assay.analysis.gate.CriterionResult.State;
import dev.assay.analysis.gate.SuiteRun.Counts;
import dev.assay.analysis.gate.SuiteRun.InBaseline;
import java.time.Duration;
import java.util.Optional;
import org.testng.annotations.Test;

public class PassRateTests {

  private static final PassRate NIGHTLY = rate(new Basis.Raw(), Span.LATEST);

  @Test
  public void rateAtTheLimitExactlyIsOk() {
    var result = TestingFacts.none().run("nightly", 200, 193, 7, 0).judgedBy(NIGHTLY);

    assertThat(result.state()).isEqualTo(State.OK);
    assertThat(result.evidence()).contains("193/200 = 96.50 %", "limit 96.5 %");
  }

  @Test
  public void oneCaseUnderTheLimitFailsAndSaysHowManyAreLacking() {
    var result = TestingFacts.none().run("nightly", 200, 192, 8, 0).judgedBy(NIGHTLY);

    assertThat(result.state()).isEqualTo(State.FAILED);
    assertThat(result.needs()).startsWith("at least 1 of the 8 failed cases repaired");
  }

  @Test
  public void undecidedCasesThatCouldTurnItEitherWayArePending() {
    var result = TestingFacts.none().run("nightly", 200, 190, 5, 5).judgedBy(NIGHTLY);

    assertThat(result.state()).isEqualTo(State.PENDING);
    assertThat(result.rerunCases()).isEqualTo(5);
    assertThat(result.evidence()).contains("5 inconclusive");
  }

  @Test
  public void undecidedCasesThatCannotSaveItFail() {
    assertThat(TestingFacts.none().run("nightly", 200, 190, 8, 2).judgedBy(NIGHTLY).state()).isEqualTo(State.FAILED);
  }

  @Test
  public void undecidedCasesThatCannotSpoilItAreOk() {
    assertThat(TestingFacts.none().run("nightly", 200, 195, 0, 5).judgedBy(NIGHTLY).state()).isEqualTo(State.OK);
  }

  @Test
  public void casesThatHaveNotEndedCountAgainstIt() {
    var result = TestingFacts.none().run("nightly", 200, 100, 0, 0).judgedBy(NIGHTLY);

    assertThat(result.state()).isEqualTo(State.PENDING);
    assertThat(result.evidence()).contains("100 not ended");
  }

  @Test
  public void skippedCasesAreOutOfTheDenominator() {
    var facts = TestingFacts.none().run("nightly", Duration.ofHours(1), InBaseline.PASSED, new Counts(110, 100, 0, 0, 10));

    assertThat(facts.judgedBy(NIGHTLY).evidence()).contains("100/100", "10 skipped");
  }

  @Test
  public void runThatSkippedEverythingIsPending() {
    var facts = TestingFacts.none().run("nightly", Duration.ofHours(1), InBaseline.PASSED, new Counts(10, 0, 0, 0, 10));

    assertThat(facts.judgedBy(NIGHTLY).state()).isEqualTo(State.PENDING);
  }

  @Test
  public void missingSuiteIsPendingAndNamesTheCommand() {
    var result = TestingFacts.none().run("bvt", 10, 10, 0, 0).judgedBy(NIGHTLY);

    assertThat(result.state()).isEqualTo(State.PENDING);
    assertThat(result.needs()).isEqualTo("assay run nightly --build 6.5-90233");
  }

  @Test
  public void staleRunIsPendingHoweverGood() {
    var facts = TestingFacts.none().run("nightly", Duration.ofDays(8), InBaseline.PASSED, new Counts(10, 10, 0, 0, 0));

    assertThat(facts.judgedBy(NIGHTLY).state()).isEqualTo(State.PENDING);
    assertThat(facts.judgedBy(NIGHTLY).evidence()).contains("8 days old, limit 7 days");
  }

  @Test
  public void everyRunMustKeepToTheLimitWhenAllAreAsked() {
    var facts = TestingFacts.none().run("nightly", 200, 200, 0, 0).run("nightly", 200, 150, 50, 0);

    assertThat(facts.judgedBy(NIGHTLY).state()).isEqualTo(State.OK);
    assertThat(facts.judgedBy(rate(new Basis.Raw(), Span.EVERY)).state()).isEqualTo(State.FAILED);
    assertThat(facts.judgedBy(rate(new Basis.Raw(), Span.EVERY)).evidence()).contains("R-2");
  }

  @Test
  public void supersededRunThatWasCutShortDoesNotBlock() {
    var facts = TestingFacts.none().run("nightly", 200, 200, 0, 0).run("nightly", 200, 20, 0, 0);

    assertThat(facts.judgedBy(rate(new Basis.Raw(), Span.EVERY)).state()).isEqualTo(State.OK);
  }

  @Test
  public void boundOfAFewRunsIsPendingUntilThereAreEnough() {
    var sure = rate(new Basis.SurelyAbove(Percent.of("95")), Span.LATEST);

    var few = TestingFacts.none().run("nightly", 50, 50, 0, 0).judgedBy(sure);

    assertThat(few.state()).isEqualTo(State.PENDING);
    assertThat(few.rerunCases()).isEqualTo(35);
    assertThat(TestingFacts.none().run("nightly", 84, 84, 0, 0).judgedBy(sure).state()).isEqualTo(State.PENDING);
    assertThat(TestingFacts.none().run("nightly", 85, 85, 0, 0).judgedBy(sure).state()).isEqualTo(State.OK);
  }

  @Test
  public void rateUnderTheLimitFailsWithABoundToo() {
    var sure = rate(new Basis.SurelyAbove(Percent.of("95")), Span.LATEST);

    assertThat(TestingFacts.none().run("nightly", 100, 90, 10, 0).judgedBy(sure).state()).isEqualTo(State.FAILED);
  }

  @Test
  public void smallShortfallIsNotSurelyBelow() {
    var lenient = rate(new Basis.NotSurelyBelow(Percent.of("95")), Span.LATEST);

    assertThat(TestingFacts.none().run("nightly", 40, 38, 2, 0).judgedBy(lenient).state()).isEqualTo(State.OK);
    assertThat(TestingFacts.none().run("nightly", 40, 34, 6, 0).judgedBy(lenient).state()).isEqualTo(State.FAILED);
    assertThat(TestingFacts.none().run("nightly", 40, 34, 0, 6).judgedBy(lenient).state()).isEqualTo(State.PENDING);
  }

  private static PassRate rate(Basis basis, Span span) {
    return new PassRate("nightly", "nightly", Percent.of("96.5"), basis, span, Optional.of(Duration.ofDays(7)));
  }
}
