package dev.assay.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.Outcome.Blame;
import dev.assay.core.lab.StaleLeaseException;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class OutcomeTests {

  @DataProvider
  Object[][] thrown() {
    return new Object[][] {
      {new AssertionError("expected Running"), Verdict.FAIL, Blame.PRODUCT},
      {new AssayException.Product("VM_BAD_POWER_STATE"), Verdict.FAIL, Blame.PRODUCT},
      {new AssayException.TimedOut("waiting 3m"), Verdict.FAIL, Blame.PRODUCT},
      {new AssayException.Lab("no route"), Verdict.INCONCLUSIVE, Blame.LAB},
      {new StaleLeaseException(HostId.of("h1"), new FencingToken(3), "expired"), Verdict.INCONCLUSIVE, Blame.LAB},
      {new AssayException.Capacity("none free"), Verdict.INCONCLUSIVE, Blame.LAB},
      {new AssayException.Unavailable("database", null), Verdict.INCONCLUSIVE, Blame.HARNESS},
      {new AssayException.Cancelled("Ctrl-C"), Verdict.INCONCLUSIVE, Blame.HARNESS},
      {new AssayException.Usage("bad glob"), Verdict.INCONCLUSIVE, Blame.HARNESS},
      {new IllegalStateException("bug"), Verdict.INCONCLUSIVE, Blame.HARNESS},
      {new StackOverflowError(), Verdict.INCONCLUSIVE, Blame.HARNESS},
    };
  }

  @Test(dataProvider = "thrown")
  public void theLabsAndTheHarnesssFailuresNeverBlameTheProduct(Throwable thrown, Verdict verdict, Blame blame) {
    var outcome = Outcome.of(thrown);
    assertThat(outcome.verdict()).isEqualTo(verdict);
    assertThat(outcome.blame()).isEqualTo(blame);
    assertThat(outcome.message()).isNotBlank();
  }

  @Test
  public void headlineTellsWhatWasExpectedAndSeen() {
    var outcome = Outcome.of(new AssertionError("[data of vm a] \nexpected: \"old\"\n but was: \"new\""));
    assertThat(outcome.headline()).isEqualTo("[data of vm a] expected: \"old\" but was: \"new\"");
  }

  @Test
  public void headlineOfALongMessageIsCut() {
    assertThat(Outcome.of(new AssertionError("x".repeat(1000))).headline()).hasSize(240).endsWith("…");
  }

  @Test
  public void theWorstVerdictWins() {
    assertThat(Verdict.PASS.and(Verdict.INCONCLUSIVE)).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(Verdict.FAIL.and(Verdict.SKIPPED)).isEqualTo(Verdict.FAIL);
    assertThat(Verdict.worst(java.util.List.of())).isEqualTo(Verdict.SKIPPED);
  }
}
