package dev.assay.analysis.gate;

import static dev.assay.analysis.gate.TestingFacts.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.analysis.gate.Criterion.MustPass;
import dev.assay.analysis.gate.CriterionResult.State;
import dev.assay.analysis.gate.GateDecision.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.testng.annotations.Test;

public class GateTests {

  private static final MustPass STRESS = new MustPass("stress", "stress", Optional.empty());
  private static final MustPass POOL = new MustPass("pool", "pool-stress", Optional.empty());

  @Test
  public void allCriteriaOkIsGo() {
    var decision = TestingFacts.none().run("stress", 2, 2, 0, 0).run("pool-stress", 1, 1, 0, 0).decide(List.of(STRESS, POOL));

    assertThat(decision.answer()).isEqualTo(Answer.GO);
    assertThat(decision.needs()).isEmpty();
  }

  @Test
  public void oneFailedCriterionIsNoGoEvenIfAnotherIsPending() {
    var decision = TestingFacts.none().run("stress", 2, 1, 1, 0).decide(List.of(POOL, STRESS));

    assertThat(decision.answer()).isEqualTo(Answer.NO_GO);
    assertThat(decision.answer().word()).isEqualTo("NO-GO");
    assertThat(decision.needs()).hasSize(2);
  }

  @Test
  public void onePendingCriterionIsPending() {
    assertThat(TestingFacts.none().run("stress", 2, 2, 0, 0).decide(List.of(STRESS, POOL)).answer()).isEqualTo(Answer.PENDING);
  }

  @Test
  public void noDataAtAllIsPending() {
    assertThat(TestingFacts.none().decide(List.of(STRESS)).answer()).isEqualTo(Answer.PENDING);
  }

  @Test
  public void liveWaiverExcusesAFailureAndNamesItsOwner() {
    var result = failed().judgedBy(STRESS, waiver(Optional.empty(), NOW.plusSeconds(1)));

    assertThat(result.state()).isEqualTo(State.WAIVED);
    assertThat(result.evidence()).contains("waived by kim", "LAB-77", "BIOS 2.4");
  }

  @Test
  public void expiredWaiverBlocks() {
    var result = failed().judgedBy(STRESS, waiver(Optional.empty(), NOW));

    assertThat(result.state()).isEqualTo(State.FAILED);
    assertThat(result.evidence()).contains("expired waiver");
  }

  @Test
  public void waiverNeverStandsForMissingEvidence() {
    var result = TestingFacts.none().judgedBy(STRESS, waiver(Optional.empty(), NOW.plus(Duration.ofDays(1))));

    assertThat(result.state()).isEqualTo(State.PENDING);
  }

  @Test
  public void waiverOfOneCaseDoesNotExcuseAnother() {
    var one = waiver(Optional.of("stress/case-0"), NOW.plusSeconds(1));
    var two = waiver(Optional.of("stress/case-1"), NOW.plusSeconds(1));
    var facts = TestingFacts.none().run("stress", 3, 1, 2, 0);

    assertThat(facts.judgedBy(STRESS, one).state()).isEqualTo(State.FAILED);
    assertThat(facts.judgedBy(STRESS, one, two).state()).isEqualTo(State.WAIVED);
  }

  @Test
  public void waiverOfAnotherBuildOrCriterionDoesNotHold() {
    var otherBuild = new Waiver("stress", Optional.empty(), Optional.of("6.5-1"), "kim", "why", "LAB-1", NOW.plusSeconds(9));
    var otherCriterion = new Waiver("pool", Optional.empty(), Optional.empty(), "kim", "why", "LAB-1", NOW.plusSeconds(9));

    assertThat(failed().judgedBy(STRESS, otherBuild, otherCriterion).state()).isEqualTo(State.FAILED);
  }

  @Test
  public void waiverWithoutOwnerReasonOrTicketCannotBeMade() {
    assertThatThrownBy(() -> new Waiver("stress", Optional.empty(), Optional.empty(), " ", "why", "LAB-1", NOW))
        .hasMessageContaining("names its criterion, owner, reason and ticket");
  }

  @Test
  public void policyWithoutCriteriaOrWithTwoOfOneIdCannotBeMade() {
    assertThatThrownBy(() -> new GatePolicy("p", "1", "m", List.of())).hasMessageContaining("no criteria");
    assertThatThrownBy(() -> new GatePolicy("p", "1", "m", List.of(STRESS, STRESS))).hasMessageContaining("two criteria");
  }

  private static TestingFacts failed() {
    return TestingFacts.none().run("stress", 2, 1, 1, 0);
  }

  private static Waiver waiver(Optional<String> subject, Instant expires) {
    return new Waiver("stress", subject, Optional.empty(), "kim", "BIOS 2.4", "LAB-77", expires);
  }
}
