package dev.assay.store;

import static dev.assay.store.TestingPlans.FIRST;
import static dev.assay.store.TestingPlans.HOSTS;
import static dev.assay.store.TestingPlans.NEW_YEAR;
import static dev.assay.store.TestingPlans.SECOND;
import static dev.assay.store.TestingPlans.header;
import static dev.assay.store.TestingPlans.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.AssayException;
import dev.assay.core.BuildId;
import dev.assay.core.Bytes;
import dev.assay.core.CaseId;
import dev.assay.core.Outcome;
import dev.assay.core.RunId;
import dev.assay.core.Verdict;
import dev.assay.core.kpi.Kpi;
import dev.assay.core.kpi.Sample;
import dev.assay.core.run.Evidence;
import dev.assay.core.run.Journal;
import dev.assay.database.TestingDatabase;
import dev.assay.store.Findings.Place;
import dev.assay.store.Findings.Sighting;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class StoredFindingsTests {

  private TestingDatabase database;
  private StoredRuns runs;
  private StoredFindings findings;

  @BeforeMethod
  void openDatabase() {
    database = TestingDatabase.create();
    runs = StoredRuns.over(database);
    findings = StoredFindings.over(database);
  }

  @AfterMethod(alwaysRun = true)
  void closeDatabase() {
    runs.close();
    database.close();
  }

  private Journal journal(RunId run) {
    return runs.resume(run, "first");
  }

  private RunId runOf(String build) {
    return runs.open(header(build, "first"), plan(3));
  }

  private static void fail(Journal journal, CaseId testCase, int attempt, String message) {
    journal.began(testCase, attempt, HOSTS, NEW_YEAR).ended(Outcome.of(new AssertionError(message)), Duration.ofSeconds(3));
  }

  @Test
  public void failuresThatDifferOnlyInNumbersAndHostsAreOne() {
    var run = runOf("b1");
    var journal = journal(run);
    fail(journal, FIRST, 1, "vm bvt-1 lost on ams-h03 after 20 s");
    fail(journal, FIRST, 2, "vm bvt-9 lost on ams-h04 after 31 s");
    fail(journal, SECOND, 1, "something else");
    var groups = findings.failures(run);
    assertThat(groups).extracting(group -> group.signature().message()).containsExactly("vm bvt-<number> lost on <host> after <number> s", "something else");
    assertThat(groups.getFirst().places()).containsExactly(new Place(FIRST, 1), new Place(FIRST, 2));
    assertThat(groups).allMatch(Findings.FailureGroup::isNew);
  }

  @Test
  public void aFailureSeenInAnEarlierBuildIsKnownSinceThatBuild() {
    var earlier = runOf("b1");
    fail(journal(earlier), FIRST, 1, "lost after 20 s");
    var later = runOf("b2");
    var journal = journal(later);
    fail(journal, FIRST, 1, "lost after 21 s");
    fail(journal, SECOND, 1, "never seen");
    assertThat(findings.failures(later)).extracting(Findings.FailureGroup::isNew).containsExactly(false, true);
    assertThat(findings.failures(later).getFirst().known()).contains(new Sighting(earlier, BuildId.of("b1")));
  }

  @Test
  public void aRepeatOnTheSameBuildIsStillNew() {
    fail(journal(runOf("b1")), FIRST, 1, "lost");
    var again = runOf("b1");
    fail(journal(again), FIRST, 1, "lost");
    assertThat(findings.failures(again)).allMatch(Findings.FailureGroup::isNew);
  }

  @Test
  public void theLabsFailureAndTheProductsAreNotTheSame() {
    var run = runOf("b1");
    var journal = journal(run);
    fail(journal, FIRST, 1, "no answer");
    journal.began(FIRST, 2, HOSTS, NEW_YEAR).ended(Outcome.of(new AssayException.Lab("no answer")), Duration.ZERO);
    journal.began(FIRST, 3, HOSTS, NEW_YEAR).ended(Outcome.PASSED, Duration.ZERO);
    assertThat(findings.failures(run)).extracting(group -> group.signature().verdict()).containsExactlyInAnyOrder(Verdict.FAIL, Verdict.INCONCLUSIVE);
  }

  @Test
  public void howLongPassesUsuallyTookIsKnownFromEarlierRunsAlone() {
    for (int seconds = 1; seconds <= 6; seconds++) {
      var journal = journal(runOf("b" + seconds));
      journal.began(FIRST, 1, HOSTS, NEW_YEAR).ended(Outcome.PASSED, Duration.ofSeconds(seconds));
      fail(journal, SECOND, 1, "lost");
    }
    var run = runOf("b7");
    journal(run).began(FIRST, 1, HOSTS, NEW_YEAR).ended(Outcome.PASSED, Duration.ofMinutes(1));
    assertThat(findings.usual(run)).isEqualTo(Map.of(FIRST, new Findings.Usual(Duration.ofSeconds(6), 6)));
  }

  @Test
  public void theLatestResultsOfACaseAreNewestFirst() {
    for (var build : new String[] {"b1", "b2", "b3"}) {
      var journal = journal(runOf(build));
      fail(journal, FIRST, 1, "lost");
      journal.began(FIRST, 2, HOSTS, NEW_YEAR).ended(Outcome.PASSED, Duration.ofSeconds(7));
      journal.began(SECOND, 1, HOSTS, NEW_YEAR);
    }
    var past = findings.past(FIRST, 2);
    assertThat(past).extracting(Findings.PastResult::build).containsExactly(BuildId.of("b3"), BuildId.of("b2"));
    assertThat(past.getFirst()).extracting(Findings.PastResult::attempts, Findings.PastResult::took, Findings.PastResult::hosts)
        .containsExactly(2, Duration.ofSeconds(7), HOSTS);
    assertThat(findings.past(SECOND, 10)).isEmpty();
  }

  @Test
  public void evidenceIsListedWithoutItsContent() {
    var run = runOf("b1");
    var attempt = journal(run).began(SECOND, 1, HOSTS, NEW_YEAR);
    attempt.attached(new Evidence("console.log", "text/plain", new byte[100]));
    assertThat(findings.evidence(run)).containsExactly(new Findings.HeldEvidence(new Place(SECOND, 1), "console.log", "text/plain", Bytes.of(100)));
  }

  @Test
  public void aMetricIsReadOverBuildsBySeries() {
    for (var build : new String[] {"b1", "b2"}) {
      var attempt = journal(runOf(build)).began(FIRST, 1, HOSTS, NEW_YEAR);
      attempt.measured(DoubleStream.of(5, 1, 2, 4).mapToObj(value -> sample("win7", value)).toList());
      attempt.measured(DoubleStream.of(10).mapToObj(value -> sample("debian", value)).toList());
    }
    var trends = findings.trends("vm.boot");
    assertThat(trends).extracting(trend -> trend.dimensions().get("guest")).containsExactly("debian", "win7");
    assertThat(trends.getLast().points()).extracting(Findings.TrendPoint::build).containsExactly(BuildId.of("b1"), BuildId.of("b2"));
    assertThat(trends.getLast().points().getFirst()).extracting(Findings.TrendPoint::samples, Findings.TrendPoint::median, Findings.TrendPoint::most)
        .containsExactly(4, 3.0, 5.0);
    assertThat(findings.trends("never.measured")).isEmpty();
  }

  private static Sample sample(String guest, double value) {
    var dimensions = new TreeMap<String, String>();
    dimensions.put("guest", guest);
    return new Sample(Kpi.lower("vm.boot", "s"), value, NEW_YEAR, dimensions);
  }
}
