package dev.assay.store;

import static dev.assay.store.TestingPlans.FIRST;
import static dev.assay.store.TestingPlans.HOSTS;
import static dev.assay.store.TestingPlans.NEW_YEAR;
import static dev.assay.store.TestingPlans.SECOND;
import static dev.assay.store.TestingPlans.header;
import static dev.assay.store.TestingPlans.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.CaseId;
import dev.assay.core.Outcome;
import dev.assay.core.RunId;
import dev.assay.core.Verdict;
import dev.assay.core.run.Evidence;
import dev.assay.core.run.Journal;
import dev.assay.core.run.Phase;
import dev.assay.core.time.SystemTime;
import dev.assay.core.time.Time;
import dev.assay.database.TestingDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class TakeoverTests {

  private TestingDatabase database;
  private StoredRuns runs;
  private RunId run;
  private Journal first;

  @BeforeClass
  void openDatabase() {
    database = TestingDatabase.create();
    runs = StoredRuns.over(database);
  }

  @AfterClass(alwaysRun = true)
  void closeDatabase() {
    runs.close();
    database.close();
  }

  @BeforeMethod
  void openRun() {
    run = runs.open(header("6.5-90233", "first"), plan(40));
    first = runs.resume(run, "first");
  }

  @Test
  public void aRunThatWasLeftShowsAsInterruptedAtOnceAndCanBeResumed() {
    first.began(FIRST, 1, HOSTS, NEW_YEAR);
    runs.leave(run, "first");
    assertThat(runs.find(run).orElseThrow().state()).isEqualTo(RunRecord.State.INTERRUPTED);
    assertThat(runs.cases(run).getFirst().attempts().getFirst().outcome().orElseThrow().message()).isEqualTo(Runs.CONTROLLER_LOST);
    runs.resume(run, "second");
    assertThat(runs.find(run).orElseThrow().state()).isEqualTo(RunRecord.State.RUNNING);
  }

  @Test
  public void whoLostTheRunCannotLeaveIt() {
    runs.resume(run, "second");
    runs.leave(run, "first");
    assertThat(runs.find(run).orElseThrow().state()).isEqualTo(RunRecord.State.RUNNING);
  }

  @Test
  public void takingOverEndsWhatWasInFlightAndKeepsWhatHadEnded() {
    first.began(FIRST, 1, HOSTS, NEW_YEAR).ended(Outcome.PASSED, Duration.ZERO);
    first.began(SECOND, 1, HOSTS, NEW_YEAR);
    runs.resume(run, "second");
    var cases = runs.cases(run);
    assertThat(cases.get(0).verdict()).contains(Verdict.PASS);
    assertThat(cases.get(1).attempts().getFirst().outcome())
        .contains(new Outcome(Verdict.INCONCLUSIVE, Outcome.Blame.HARNESS, Runs.CONTROLLER_LOST, null));
    assertThat(cases.subList(0, 3)).extracting(Runs::unfinished).containsExactly(false, true, true);
  }

  @Test
  public void theRunGoesOnAfterATakeover() {
    first.began(FIRST, 1, HOSTS, NEW_YEAR);
    var second = runs.resume(run, "second");
    second.began(FIRST, 2, HOSTS, NEW_YEAR).ended(Outcome.PASSED, Duration.ZERO);
    assertThat(runs.cases(run).getFirst().verdict()).contains(Verdict.PASS);
    assertThat(Runs.unfinished(runs.cases(run).getFirst())).isFalse();
  }

  @Test
  public void aRunWhoseConnectionsAreCutWritesOn() throws SQLException {
    var attempt = first.began(FIRST, 1, HOSTS, NEW_YEAR);
    cutConnections();
    first.entered(Phase.EXECUTE, "1 case");
    cutConnections();
    attempt.ended(Outcome.PASSED, Duration.ZERO);
    assertThat(runs.cases(run).getFirst().verdict()).contains(Verdict.PASS);
  }

  /** A paused controller in the middle of a COPY looks busy to the server, which must end it nevertheless. */
  @Test
  public void aWriterThatIsPausedCannotKeepTheRunFromOthersForLong() {
    try (var writing = new Writing(database.dataSource())) {
      assertThat(writing.<String>inTransaction("looking at its limit", session -> {
        new Hold(RunNumber.of(run), "first", 2).check(session);
        return session.createNativeQuery("select current_setting('transaction_timeout')", String.class).getSingleResult();
      })).isEqualTo("1min");
    }
  }

  private void cutConnections() throws SQLException {
    try (var connection = database.dataSource().getConnection(); var statement = connection.createStatement()) {
      statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
    }
  }

  @Test
  public void aReplacedControllerIsRefusedAtEveryKindOfWrite() {
    var attempt = first.began(FIRST, 1, HOSTS, NEW_YEAR);
    runs.resume(run, "second");
    refused(() -> first.began(SECOND, 1, HOSTS, NEW_YEAR));
    refused(() -> first.entered(Phase.RELEASE, "late"));
    refused(() -> first.happened(List.of(new dev.assay.core.run.HistoryEvent(0, NEW_YEAR, "late", "x", new java.util.TreeMap<>()))));
    refused(() -> attempt.ended(Outcome.PASSED, Duration.ZERO));
    refused(() -> attempt.attached(new Evidence("late.log", "text/plain", new byte[1])));
    refused(() -> runs.heartbeat(run, "first"));
    refused(() -> runs.close(run, "first", Verdict.PASS, "late"));
    assertThat(runs.find(run).orElseThrow().state()).isEqualTo(RunRecord.State.RUNNING);
    assertThat(runs.cases(run).get(1).attempts()).isEmpty();
  }

  private static void refused(Runnable write) {
    assertThatThrownBy(write::run).isInstanceOf(AssayException.Cancelled.class).hasMessageContaining("was taken over by second");
  }

  @Test
  public void anOlderJournalOfTheSameControllerIsRefusedToo() {
    runs.resume(run, "first");
    assertThatThrownBy(() -> first.entered(Phase.EXECUTE, "late")).isInstanceOf(AssayException.Cancelled.class);
  }

  @Test
  public void ofTwoRacingTakeoversExactlyOneMayWrite() {
    var time = SystemTime.real();
    for (int round = 0; round < 20; round++) {
      var rivals = List.of(time.fork("a", () -> runs.resume(run, "a")), time.fork("b", () -> runs.resume(run, "b")));
      var journals = rivals.stream().map(Time.Fork::join).toList();
      assertThat(journals.stream().filter(TakeoverTests::mayWrite)).hasSize(1);
    }
  }

  private static boolean mayWrite(Journal journal) {
    try {
      journal.entered(Phase.EXECUTE, "mine");
      return true;
    } catch (AssayException.Cancelled e) {
      return false;
    }
  }

  @Test
  public void lanesWriteAtOnceWhileATakeoverComesBetween() {
    var time = SystemTime.real();
    var lanes = new ArrayList<Time.Fork<Integer>>();
    for (int lane = 0; lane < 8; lane++) {
      int own = lane;
      lanes.add(time.fork("lane " + lane, () -> writeUntilRefused(own)));
    }
    time.fork("rival", () -> runs.resume(run, "second")).join();
    int ended = lanes.stream().mapToInt(Time.Fork::join).sum();
    var outcomes = runs.cases(run).stream().flatMap(test -> test.attempts().stream()).toList();
    assertThat(outcomes).allMatch(attempt -> attempt.outcome().isPresent());
    assertThat(outcomes.stream().filter(attempt -> attempt.outcome().orElseThrow().verdict() == Verdict.PASS)).hasSize(ended);
  }

  private int writeUntilRefused(int lane) {
    int ended = 0;
    try {
      for (int i = lane; i < 40; i += 8) {
        first.began(CaseId.of("bvt/area/case-" + i), 1, HOSTS, NEW_YEAR).ended(Outcome.PASSED, Duration.ZERO);
        ended++;
      }
    } catch (AssayException.Cancelled e) {
      assertThat(e).hasMessageContaining("taken over");
    }
    return ended;
  }

  @Test
  public void aRunWithoutHeartbeatForAMinuteIsInterruptedByTheDatabasesClock() throws SQLException {
    age(Duration.ofSeconds(61));
    assertThat(runs.find(run).orElseThrow().state()).isEqualTo(RunRecord.State.INTERRUPTED);
    runs.heartbeat(run, "first");
    assertThat(runs.find(run).orElseThrow().state()).isEqualTo(RunRecord.State.RUNNING);
  }

  private void age(Duration age) throws SQLException {
    try (var connection = database.dataSource().getConnection(); var statement = connection.createStatement()) {
      statement.execute("update results.run set heartbeat = clock_timestamp() - interval '" + age.toSeconds() + " seconds'");
    }
  }

  @Test
  public void aDatabaseThatIsGoneIsUnavailableToWritersAndReaders() {
    var gone = TestingDatabase.create();
    var stored = StoredRuns.over(gone);
    var lost = stored.open(header("6.5-90233", "first"), plan(1));
    var journal = stored.resume(lost, "first");
    gone.close();
    assertThatThrownBy(() -> journal.entered(Phase.EXECUTE, "x")).isInstanceOf(AssayException.Unavailable.class).hasMessageContaining("entering phase EXECUTE of run R-1");
    assertThatThrownBy(() -> stored.latest(1)).isInstanceOf(AssayException.Unavailable.class).hasMessageContaining("assay doctor");
    stored.close();
  }
}
