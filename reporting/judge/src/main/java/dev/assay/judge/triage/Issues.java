package dev.assay.judge.triage;

import dev.assay.analysis.gate.Severity;
import dev.assay.core.AssayException;
import dev.assay.database.Database;
import dev.assay.database.Sql;
import dev.assay.database.Transactions;
import dev.assay.judge.ledger.Audit;
import dev.assay.judge.ledger.Schema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The issues in the schema {@code judgement}: our own, and what was last heard of those that a tracker keeps. */
public final class Issues implements DefectSource {

  /** The source of the issues that are kept nowhere else. */
  public static final String OWN = "assay";

  private static final int LONGEST_CHAIN = 20;

  private final Transactions transactions;

  private Issues(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Bring the schema up to date, and work there. */
  public static Issues over(Database database) {
    return new Issues(Schema.of(database));
  }

  @Override
  public String name() {
    return OWN;
  }

  @Override
  public Optional<Issue> find(String key) {
    return transactions.runRepeatable("reading issue " + key, connection -> find(connection, key));
  }

  @Override
  public List<Issue> open() {
    return all().stream().filter(Issue::open).toList();
  }

  public List<Issue> all() {
    return transactions.read("reading the issues", connection ->
        Sql.list(connection, Issues::read, "select * from judgement.issue order by made, key"));
  }

  /** Enter a new issue of our own, which is given its key here. */
  public Issue enter(String title, Severity severity, String impact, String owner, String by) {
    return transactions.run("entering the issue \"" + title + "\"", connection -> {
      var key = nextKey(connection);
      var issue = new Issue(key, OWN, title, true, severity, impact, owner, "");
      put(connection, issue, by, "enter");
      return issue;
    });
  }

  /** An imported file may have brought keys that the sequence has not come to yet. */
  private static String nextKey(Connection connection) throws SQLException {
    while (true) {
      var key = Sql.one(connection, row -> "I-" + row.getLong(1), "select nextval('judgement.issue_number')").orElseThrow();
      if (find(connection, key).isEmpty()) {
        return key;
      }
    }
  }

  /** Write an issue as it is now, whether it was there before or not. */
  public void put(Issue issue, String by, String why) {
    transactions.run("writing issue " + issue.key(), connection -> {
      put(connection, issue, by, why);
      return issue;
    });
  }

  static void put(Connection connection, Issue issue, String by, String why) throws SQLException {
    Sql.update(connection,
        """
        insert into judgement.issue (key, source, title, open, severity, impact, owner, url) values (?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (key) do update set source = excluded.source, title = excluded.title, open = excluded.open, severity = excluded.severity,
          impact = excluded.impact, owner = excluded.owner, url = excluded.url, refreshed = clock_timestamp()
        """,
        issue.key(), issue.source(), issue.title(), issue.open(), issue.severity().name(), issue.impact(), issue.owner(), issue.url());
    Audit.write(connection, by, "issue", issue.key(), why + ": " + (issue.open() ? "open" : "closed") + " " + issue.severity() + " " + issue.title());
  }

  /** Declare one issue to be another: its links and rules become the other's, and it closes. */
  public void merge(String duplicate, String into, String by) {
    if (duplicate.equals(into)) {
      throw new AssayException.Usage("merging issue " + duplicate + ": it cannot be merged into itself");
    }
    transactions.run("merging issue " + duplicate + " into " + into, connection -> {
      required(connection, duplicate);
      required(connection, into);
      Sql.update(connection, "update judgement.link set issue = ? where issue = ? and ended is null", into, duplicate);
      Sql.update(connection, "update judgement.rule set issue = ? where issue = ? and ended is null", into, duplicate);
      Sql.update(connection, "update judgement.issue set open = false, duplicate_of = ?, refreshed = clock_timestamp() where key = ?", into, duplicate);
      Audit.write(connection, by, "merge", duplicate, "into " + into);
      return into;
    });
  }

  /** Follow merges to the issue that stands for this one now. */
  public String standing(String key) {
    return transactions.runRepeatable("following issue " + key, connection -> {
      var at = key;
      for (int step = 0; step < LONGEST_CHAIN; step++) {
        var next = Sql.one(connection, row -> Optional.ofNullable(row.getString(1)), "select duplicate_of from judgement.issue where key = ?", at).flatMap(to -> to);
        if (next.isEmpty()) {
          return at;
        }
        at = next.get();
      }
      return at;
    });
  }

  static Issue required(Connection connection, String key) throws SQLException {
    return find(connection, key).orElseThrow(() -> new AssayException.Nothing("looking for issue " + key + ": there is none; see: assay triage issues"));
  }

  private static Optional<Issue> find(Connection connection, String key) throws SQLException {
    return Sql.one(connection, Issues::read, "select * from judgement.issue where key = ?", key);
  }

  private static Issue read(ResultSet row) throws SQLException {
    return new Issue(
        row.getString("key"), row.getString("source"), row.getString("title"), row.getBoolean("open"), Severity.valueOf(row.getString("severity")),
        row.getString("impact"), row.getString("owner"), row.getString("url"));
  }
}
