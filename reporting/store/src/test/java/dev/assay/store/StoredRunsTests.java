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
import dev.assay.core.SuiteName;
import dev.assay.core.Verdict;
import dev.assay.core.run.Evidence;
import dev.assay.core.run.HistoryEvent;
import dev.assay.core.run.HistoryHash;
import dev.assay.core.run.Journal;
import dev.assay.core.run.Phase;
import dev.assay.database.TestingDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class StoredRunsTests {

  private TestingDatabase database;
  private StoredRuns runs;
  private RunId run;
  private Journal journal;

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
    run = runs.open(header("6.5-90233", "first"), plan(3));
    journal = runs.resume(run, "first");
  }

  @Test
  public void aNewRunIsReadBackWholeAndRunning() {
    var stored = runs.find(run).orElseThrow();
    assertThat(stored.header()).isEqualTo(header("6.5-90233", "first"));
    assertThat(stored.state()).isEqualTo(RunRecord.State.RUNNING);
    assertThat(stored.planned()).isEqualTo(3);
    assertThat(stored.verdict()).isEmpty();
    assertThat(runs.cases(run)).extracting(CaseRecord::planned).isEqualTo(plan(3));
  }

  @Test
  public void runsAreNamedInOrderAndListedNewestFirst() {
    var next = runs.open(header("6.5-90233", "first"), plan(1));
    assertThat(RunNumber.of(next)).isEqualTo(RunNumber.of(run) + 1);
    assertThat(runs.latest(2)).extracting(RunRecord::id).containsExactly(next, run);
  }

  @Test
  public void runsOfABuildAreFoundBySuite() {
    var other = runs.open(header("8.4.0-2231", "first"), plan(1));
    assertThat(runs.ofBuild("8.4.0-2231", Optional.empty())).extracting(RunRecord::id).containsExactly(other);
    assertThat(runs.ofBuild("8.4.0-2231", Optional.of(SuiteName.of("nightly")))).isEmpty();
  }

  @Test
  public void phasesAreSeenAtOnce() {
    journal.entered(Phase.INSTALL, "6.5-90233 on 2 hosts");
    assertThat(runs.find(run).orElseThrow()).extracting(RunRecord::phase, RunRecord::phaseDetail).containsExactly(Phase.INSTALL, "6.5-90233 on 2 hosts");
  }

  @Test
  public void anAttemptIsReadBackWithItsOutcome() {
    var outcome = Outcome.of(new AssertionError("disk \0 lost a write"));
    journal.began(FIRST, 1, HOSTS, NEW_YEAR).ended(outcome, Duration.ofSeconds(90, 1));
    var attempt = runs.cases(run).getFirst().attempts().getFirst();
    assertThat(attempt.hosts()).isEqualTo(HOSTS);
    assertThat(attempt.started()).isEqualTo(NEW_YEAR);
    assertThat(attempt.took()).isEqualTo(Duration.ofSeconds(90, 1));
    assertThat(attempt.outcome()).contains(new Outcome(Verdict.FAIL, Outcome.Blame.PRODUCT, "disk \uFFFD lost a write", null));
    assertThat(attempt.stack()).contains("java.lang.AssertionError: disk").contains("StoredRunsTests");
  }

  @Test
  public void countsGoByTheLastAttemptOfEachCase() {
    journal.began(FIRST, 1, HOSTS, NEW_YEAR).ended(Outcome.of(new AssertionError("no")), Duration.ZERO);
    journal.began(FIRST, 2, HOSTS, NEW_YEAR).ended(Outcome.PASSED, Duration.ZERO);
    journal.began(SECOND, 1, HOSTS, NEW_YEAR).ended(Outcome.skipped("needs nfs"), Duration.ZERO);
    assertThat(runs.find(run).orElseThrow().counts()).containsExactly(Map.entry(Verdict.PASS, 1), Map.entry(Verdict.SKIPPED, 1));
  }

  @Test
  public void whatEndedIsNeverOverwritten() {
    var attempt = journal.began(FIRST, 1, HOSTS, NEW_YEAR);
    attempt.ended(Outcome.PASSED, Duration.ZERO);
    assertThatThrownBy(() -> attempt.ended(Outcome.of(new AssertionError("late")), Duration.ZERO))
        .isInstanceOf(IllegalStateException.class).hasMessageContaining("it has ended before");
    assertThat(runs.cases(run).getFirst().verdict()).contains(Verdict.PASS);
  }

  @Test
  public void anAttemptBeginsOnce() {
    journal.began(FIRST, 1, HOSTS, NEW_YEAR);
    assertThatThrownBy(() -> journal.began(FIRST, 1, HOSTS, NEW_YEAR)).isInstanceOf(IllegalStateException.class).hasMessageContaining("has begun before");
  }

  @Test
  public void aCaseOutsideThePlanIsRefused() {
    assertThatThrownBy(() -> journal.began(CaseId.of("bvt/none"), 1, HOSTS, NEW_YEAR))
        .isInstanceOf(AssayException.Usage.class).hasMessageContaining("plan has no such case");
  }

  @Test
  public void theHistoryComesBackInOrderWithTheSameHash() {
    var events = LongStream.range(0, 2_500).mapToObj(StoredRunsTests::event).toList();
    journal.happened(events.subList(1_000, 2_500));
    journal.happened(events.subList(0, 1_000));
    var read = new ArrayList<HistoryEvent>();
    runs.history(run, read::add);
    assertThat(read).isEqualTo(events);
    assertThat(hashOf(read)).isEqualTo(hashOf(events));
  }

  private static HistoryEvent event(long sequence) {
    var details = new TreeMap<String, String>();
    details.put("console", "a\ttab, a \\ and a\nline, \0 and \u00e4 \ud83d\ude00 " + sequence);
    return new HistoryEvent(sequence, NEW_YEAR.plusNanos(sequence * 7), "vm.start", "vm\\" + sequence + "\r\n", details);
  }

  private static String hashOf(List<HistoryEvent> events) {
    var hash = new HistoryHash();
    events.forEach(hash::add);
    return hash.value();
  }

  @Test
  public void oneEventIsNotStoredTwice() {
    journal.happened(List.of(event(0)));
    assertThatThrownBy(() -> journal.happened(List.of(event(0)))).isInstanceOf(IllegalStateException.class);
  }

  @Test
  public void evidenceComesBackByteForByteAndInOrder() {
    var attempt = journal.began(FIRST, 1, HOSTS, NEW_YEAR);
    var picture = new byte[50_000];
    for (int i = 0; i < picture.length; i++) {
      picture[i] = (byte) (i * 31);
    }
    attempt.attached(new Evidence("console.png", "image/png", picture));
    attempt.attached(new Evidence("empty.log", "text/plain", new byte[0]));
    var read = runs.evidence(run, FIRST, 1);
    assertThat(read).extracting(Evidence::name).containsExactly("console.png", "empty.log");
    assertThat(read.getFirst().content()).isEqualTo(picture);
    assertThat(runs.evidence(run, FIRST, 2)).isEmpty();
  }

  @Test
  public void aLogThatIsTooLargeKeepsItsEndsAndSaysSo() {
    var text = ("head" + "x".repeat(1_000) + "tail").getBytes(StandardCharsets.UTF_8);
    var kept = KeptEvidence.of(new Evidence("xensource.log", "text/plain", text), 100);
    var read = new String(KeptEvidence.evidence("xensource.log", "text/plain", kept.getFirst().deflated()).content(), StandardCharsets.UTF_8);
    assertThat(kept).hasSize(1);
    assertThat(read).startsWith("head").endsWith("tail").contains("[cut here: 100 of 1008 bytes kept]");
  }

  @Test
  public void aCutArchiveIsAccompaniedByANote() {
    var kept = KeptEvidence.of(new Evidence("status.tar.gz", "application/gzip", new byte[1_000]), 100);
    assertThat(kept).extracting(KeptEvidence::name).containsExactly("status.tar.gz", "status.tar.gz.cut.txt");
  }

  @Test
  public void aClosedRunHasItsVerdictAndTakesNothingMore() {
    runs.close(run, "first", Verdict.PASS, "abc");
    var stored = runs.find(run).orElseThrow();
    assertThat(stored.state()).isEqualTo(RunRecord.State.DONE);
    assertThat(stored.verdict()).contains(Verdict.PASS);
    assertThat(stored.historyHash()).contains("abc");
    assertThatThrownBy(() -> journal.began(FIRST, 1, HOSTS, NEW_YEAR)).isInstanceOf(AssayException.Cancelled.class).hasMessageContaining("is closed");
    assertThatThrownBy(() -> runs.resume(run, "second")).isInstanceOf(AssayException.Usage.class).hasMessageContaining("is closed");
  }

  @Test
  public void closingEndsWhatIsInFlight() {
    journal.began(FIRST, 1, HOSTS, NEW_YEAR);
    runs.close(run, "first", Verdict.INCONCLUSIVE, "abc");
    assertThat(runs.cases(run).getFirst().verdict()).contains(Verdict.INCONCLUSIVE);
  }

  @Test
  public void anUnknownRunIsToldApartFromAnEmptyOne() {
    var absent = RunId.of("R-999999");
    assertThat(runs.find(absent)).isEmpty();
    assertThatThrownBy(() -> runs.cases(absent)).isInstanceOf(AssayException.Nothing.class).hasMessageContaining("R-999999");
    assertThatThrownBy(() -> runs.find(RunId.of("nightly"))).isInstanceOf(AssayException.Usage.class);
    assertThatThrownBy(() -> runs.resume(absent, "x")).isInstanceOf(AssayException.Usage.class).hasMessageContaining("is not stored");
  }
}
