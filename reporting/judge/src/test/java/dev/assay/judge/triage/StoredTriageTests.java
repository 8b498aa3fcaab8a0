package dev.assay.judge.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.analysis.gate.Severity;
import dev.assay.core.AssayException;
import dev.assay.core.CaseId;
import dev.assay.core.Verdict;
import dev.assay.database.Sql;
import dev.assay.database.TestingDatabase;
import dev.assay.database.Transactions;
import dev.assay.judge.bisect.Bisections;
import dev.assay.store.Signature;
import dev.assay.store.StoredFindings;
import dev.assay.store.StoredRuns;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class StoredTriageTests {

  private TestingDatabase database;
  private StoredRuns runs;
  private Triage triage;
  private Transactions transactions;

  @BeforeMethod
  void open() {
    database = TestingDatabase.create();
    runs = StoredRuns.over(database);
    triage = Triage.over(database, runs, StoredFindings.over(database));
    transactions = new Transactions(database);
  }

  @AfterMethod
  void close() {
    runs.close();
    database.close();
  }

  @Test
  public void linksFollowTheirIssueWhenItIsMerged() {
    long failure = signature("vm lost after revert", "C#m");
    var stays = triage.issues().enter("revert", Severity.CRITICAL, "", "kim", "kim");
    var duplicate = triage.issues().enter("revert again", Severity.MAJOR, "", "kim", "kim");
    triage.link(failure, Optional.empty(), duplicate.key(), "kim");
    triage.addRule(duplicate.key(), "lost", "*", "kim");

    triage.issues().merge(duplicate.key(), stays.key(), "kim");

    assertThat(triage.links()).singleElement().satisfies(link -> assertThat(link.issue()).contains(stays.key()));
    assertThat(triage.rules()).singleElement().satisfies(rule -> assertThat(rule.issue()).isEqualTo(stays.key()));
    assertThat(triage.issues().standing(duplicate.key())).isEqualTo(stays.key());
    assertThat(triage.issues().open()).extracting(Issue::key).containsExactly(stays.key());
  }

  @Test
  public void laterWordOfAPersonTakesThePlaceOfTheEarlierAndBothStay() {
    long failure = signature("vm lost", "C#m");
    var issue = triage.issues().enter("lost", Severity.MAJOR, "", "", "kim");

    triage.link(failure, Optional.empty(), issue.key(), "kim");
    triage.split(failure, Optional.of(CaseId.of("bvt/a")), "lee");

    assertThat(triage.links()).extracting(Link::issue).containsExactly(Optional.of(issue.key()), Optional.empty());
    triage.split(failure, Optional.empty(), "lee");
    assertThat(triage.links()).singleElement().satisfies(link -> assertThat(link.issue()).isEmpty());
    assertThat(count("judgement.link")).isEqualTo(3);
    assertThat(count("judgement.audit where what in ('link', 'split')")).isEqualTo(3);
  }

  @Test
  public void signatureKeepsTheTemplateThatItWasGivenFirst() {
    var signatures = List.of(
        entered(signature("waiting for vm alpha to answer SSH now", "C#m")), entered(signature("waiting for vm beta to answer SSH now", "C#m")),
        entered(signature("something else altogether", "C#m")));

    transactions.run("t", connection -> TriageRows.assignTemplates(connection, signatures));
    transactions.run("t", connection -> TriageRows.assignTemplates(connection, signatures));

    assertThat(count("judgement.template")).isEqualTo(2);
    assertThat(count("judgement.template_of")).isEqualTo(3);
  }

  @Test
  public void failureOfTheSameTestAndTemplateIsAlikeOneOfAnotherTestIsNot() {
    var linked = entered(signature("waiting for vm alpha to answer SSH now", "C#m"));
    var same = entered(signature("waiting for vm beta to answer SSH now", "C#m"));
    var elsewhere = entered(signature("waiting for vm gamma to answer SSH now", "D#n"));
    var issue = triage.issues().enter("slow", Severity.MINOR, "", "", "kim");
    triage.link(linked.number(), Optional.empty(), issue.key(), "kim");
    var all = List.of(linked, same, elsewhere);
    transactions.run("t", connection -> TriageRows.assignTemplates(connection, all));

    var alike = transactions.run("t", connection -> TriageRows.alike(connection, all));

    assertThat(alike.apply(same.number())).extracting(Link::signature).containsExactly(linked.number());
    assertThat(alike.apply(elsewhere.number())).isEmpty();
  }

  @Test
  public void suggestionIsWhatReadsAlike() {
    long linked = signature("timed out waiting for the guest agent of vm-1", "C#m");
    long open = signature("timed out waiting for the guest agents of a vm", "D#n");
    var issue = triage.issues().enter("agent", Severity.MINOR, "", "", "kim");
    triage.link(linked, Optional.empty(), issue.key(), "kim");

    assertThat(triage.suggest(open)).singleElement().satisfies(may -> assertThat(may.issue()).isEqualTo(issue.key()));
    assertThat(triage.suggest(signature("disk full", "E#o"))).isEmpty();
  }

  @Test
  public void wrongRulesAreRefused() {
    var issue = triage.issues().enter("x", Severity.MINOR, "", "", "kim");

    assertThatThrownBy(() -> triage.addRule(issue.key(), ".*", "*", "kim")).isInstanceOf(AssayException.Usage.class).hasMessageContaining("everything");
    assertThatThrownBy(() -> triage.addRule(issue.key(), "(", "*", "kim")).isInstanceOf(AssayException.Usage.class);
    assertThatThrownBy(() -> triage.addRule("I-99", "a", "*", "kim")).isInstanceOf(AssayException.Nothing.class);
  }

  @Test
  public void whatIsExportedCanBeImportedIntoAnotherDatabase() {
    long failure = signature("vm \"lost\", again", "C#m");
    var issue = triage.issues().enter("comma, and \"quotes\"", Severity.BLOCKER, "=data loss", "'-kim", "kim");
    triage.link(failure, Optional.of(CaseId.of("bvt/a")), issue.key(), "kim");
    var csv = TriageFile.export(database);
    assertThat(csv).as("no spreadsheet takes a cell for a formula").contains("'=data loss", "''-kim").doesNotContain(",=", "\"=");

    try (var other = TestingDatabase.create()) {
      var imported = TriageFile.read(other, "issues.csv", csv, "lee");

      assertThat(imported).isEqualTo(new TriageFile.Imported(1, 0, 1));
      assertThat(Issues.over(other).find(issue.key())).contains(issue);
      assertThat(Issues.over(other).enter("next", Severity.MINOR, "", "", "lee").key()).isEqualTo("I-2");
    }
    assertThat(TriageFile.read(database, "issues.csv", csv, "lee").linked()).isEqualTo(1);
  }

  @Test
  public void importWithAWrongRowChangesNothing() {
    var csv = "key,title,severity\nI-1,fine,major\nI-2,bad,awful\n";

    assertThatThrownBy(() -> TriageFile.read(database, "f.csv", csv, "kim")).isInstanceOf(AssayException.Usage.class)
        .hasMessageContaining("row 2").hasMessageContaining("awful");
    assertThatThrownBy(() -> TriageFile.read(database, "f.csv", "a,b\n1,2\n", "kim")).isInstanceOf(AssayException.Usage.class).hasMessageContaining("lacks the column");
    assertThat(triage.issues().all()).isEmpty();
  }

  @Test
  public void muteHoldsUntilItExpiresOrIsTakenBack() {
    var mutes = Mutes.over(database);
    mutes.mute(new Mute("bvt/a", "kim", "races", "LAB-1", Instant.parse("2099-01-01T00:00:00Z"), "kim"));

    assertThat(transactions.run("t", TriageRows::muted)).containsExactly("bvt/a");
    mutes.unmute(CaseId.of("bvt/a"), "kim");
    assertThat(transactions.run("t", TriageRows::muted)).isEmpty();
    assertThatThrownBy(() -> mutes.unmute(CaseId.of("bvt/a"), "kim")).isInstanceOf(AssayException.Nothing.class);
  }

  @Test
  public void tryOfABisectionIsPlannedOnceAndKeptWithWhatItGave() {
    var bisections = Bisections.over(database);
    var kept = bisections.begin(Optional.of("boot"), "perf/boot", List.of("b1", "b2", "b3"), 7, 60, 0.95, "kim");

    bisections.plan(kept.number(), 1, 0, 99);
    assertThatThrownBy(() -> bisections.plan(kept.number(), 1, 2, 98)).isInstanceOf(AssayException.Usage.class).hasMessageContaining("another process");
    assertThat(bisections.find(kept.number()).tries()).singleElement().satisfies(one -> assertThat(one.ended()).isFalse());
    bisections.ended(kept.number(), 1, "R-1", "perf-a", Optional.empty());
    bisections.plan(kept.number(), 2, 2, 97);
    bisections.ended(kept.number(), 2, "R-2", "perf-a", Optional.of(4.25));

    assertThat(bisections.find(kept.number()).tries()).extracting(one -> one.value()).containsExactly(Optional.empty(), Optional.of(4.25));
  }

  @Test
  public void bisectionIsWorkedOnByOneProcessAtATime() {
    var bisections = Bisections.over(database);
    long number = bisections.begin(Optional.of("boot"), "perf/boot", List.of("b1", "b2", "b3"), 7, 60, 0.95, "kim").number();

    var refused = bisections.alone(number, () -> {
      assertThatThrownBy(() -> bisections.alone(number, () -> 1)).isInstanceOf(AssayException.Usage.class).hasMessageContaining("another process does");
      return bisections.alone(number + 1, () -> 2);
    });

    assertThat(refused).as("another one is free").isEqualTo(2);
    assertThat(bisections.alone(number, () -> 3)).as("given back").isEqualTo(3);
  }

  private Signature entered(long number) {
    return triage.signature(number).orElseThrow();
  }

  private long signature(String message, String frame) {
    return transactions.run("t", connection -> Sql.one(connection, row -> row.getLong(1),
        "insert into results.signature (algorithm, hash, verdict, message, frame) values (1, md5(?), ?, ?, ?) returning number",
        message + frame, Verdict.FAIL.name(), message, frame)).orElseThrow();
  }

  private long count(String table) {
    return transactions.run("t", connection -> Sql.one(connection, row -> row.getLong(1), "select count(*) from " + table)).orElseThrow();
  }
}
