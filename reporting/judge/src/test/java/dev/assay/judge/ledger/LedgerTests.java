package dev.assay.judge.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.analysis.gate.Criterion;
import dev.assay.analysis.gate.Gate;
import dev.assay.analysis.gate.GateDecision;
import dev.assay.analysis.gate.GateFacts;
import dev.assay.analysis.gate.GatePolicy;
import dev.assay.analysis.gate.SuiteRun;
import dev.assay.analysis.gate.Waiver;
import dev.assay.core.AssayException;
import dev.assay.core.BuildId;
import dev.assay.database.Sql;
import dev.assay.database.TestingDatabase;
import dev.assay.database.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

public class LedgerTests {

  private static final Instant LATER = Instant.parse("2099-01-01T00:00:00Z");

  private TestingDatabase database;

  @BeforeClass
  void open() {
    database = TestingDatabase.create();
  }

  @AfterClass
  void close() {
    database.close();
  }

  @Test
  public void waiverIsKeptWithItsPolicyUntilItIsTakenBack() {
    var waivers = Waivers.over(database);
    var waiver = new Waiver("new", Optional.of("pool/ha"), Optional.of("b1"), "kim", "BIOS 2.4", "LAB-77", LATER);

    var kept = waivers.add("rc", waiver, "lee");

    assertThat(kept.waiver()).isEqualTo(waiver);
    assertThat(waivers.of("rc")).containsExactly(waiver);
    assertThat(waivers.of("beta")).isEmpty();
    waivers.withdraw(kept.number(), "lee", "repaired");
    assertThat(waivers.of("rc")).isEmpty();
    assertThat(waivers.all()).singleElement().satisfies(one -> assertThat(one.stateAt(LATER.minus(Duration.ofDays(1)))).isEqualTo("withdrawn"));
    assertThatThrownBy(() -> waivers.withdraw(kept.number(), "lee", "again")).isInstanceOf(AssayException.Nothing.class);
    assertThat(audited("W-" + kept.number())).containsExactly("waive", "unwaive");
    assertThat(AuditTrail.over(database).latest(Optional.of(kept.name()), 1)).singleElement().satisfies(row -> {
      assertThat(row.what()).isEqualTo("unwaive");
      assertThat(row.who()).isEqualTo("lee");
      assertThat(row.why()).isEqualTo("repaired");
    });
  }

  @Test
  public void waiverThatEndsBeforeItBeginsIsRefusedByTheDatabase() {
    var past = new Waiver("new", Optional.empty(), Optional.empty(), "kim", "r", "T-1", Instant.parse("2001-01-01T00:00:00Z"));

    assertThatThrownBy(() -> Waivers.over(database).add("rc", past, "lee")).hasMessageContaining("ends_after_it_began");
  }

  @Test
  public void decisionIsKeptAndTheLastBuildLetPassIsTheNextBaseline() {
    var decisions = Decisions.over(database);

    decisions.add(decision("b1", 0), "a81f", "lee");
    decisions.add(decision("b2", 1), "a81f", "lee");

    assertThat(decisions.promoted("p")).containsExactly(BuildId.of("b1"));
    assertThat(decisions.latest(Optional.of(BuildId.of("b2")), 10)).singleElement().satisfies(kept -> {
      assertThat(kept.answer()).isEqualTo("NO-GO");
      assertThat(kept.digest()).isEqualTo("a81f");
    });
    assertThat(audited("b2")).containsExactly("gate");
  }

  private static GateDecision decision(String build, int failed) {
    var at = Instant.parse("2026-01-10T12:00:00Z");
    var failures = failed == 0 ? List.<SuiteRun.FailedCase>of() : List.of(new SuiteRun.FailedCase("c", SuiteRun.InBaseline.UNKNOWN));
    var run = new SuiteRun("bvt", "R-1", at, new SuiteRun.Counts(1, 1 - failed, failed, 0, 0), failures, List.of());
    var policy = new GatePolicy("p", "1", "alpha", List.of(new Criterion.MustPass("bvt", "bvt", Optional.empty())));
    return Gate.decide(policy, new GateFacts(build, Optional.empty(), List.of(run), List.of()), List.of(), at);
  }

  private List<String> audited(String subject) {
    return new Transactions(database).run("reading the audit", connection ->
        Sql.list(connection, row -> row.getString(1), "select what from judgement.audit where subject = ? order by id", subject));
  }
}
