package dev.assay.judge.triage;

import dev.assay.analysis.gate.Severity;
import dev.assay.core.AssayException;
import dev.assay.database.Database;
import dev.assay.database.Sql;
import dev.assay.database.Transactions;
import dev.assay.judge.ledger.Audit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;

/**
 * Issues and what is linked to them as CSV: a row for each issue and linked signature, one for an issue without any.
 *
 * <p>Signatures are named by the hash of what makes them, not by number, so that a file can be read into another database.
 */
public final class TriageFile {

  private static final List<String> COLUMNS = List.of("key", "source", "title", "state", "severity", "impact", "owner", "url", "case", "signature", "message");

  /** With marks that were there before, so that each text comes back as it was. */
  private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\\t\\r]");

  private TriageFile() {}

  /** Write everything out. */
  public static String export(Database database) {
    var issues = Issues.over(database).all();
    var rows = new ArrayList<List<String>>();
    var links = new Transactions(database).runRepeatable("reading the links", connection -> Sql.list(connection,
        row -> List.of(row.getString(1), Optional.ofNullable(row.getString(2)).orElse(""), row.getString(3), row.getString(4)),
        """
        select link.issue, link.test_case, s.hash, s.message from judgement.link link join results.signature s on s.number = link.signature
        where link.ended is null and link.issue is not null order by link.number
        """));
    for (var issue : issues) {
      var own = links.stream().filter(link -> link.getFirst().equals(issue.key())).toList();
      for (var link : own.isEmpty() ? List.of(List.of("", "", "", "")) : own) {
        rows.add(List.of(issue.key(), issue.source(), issue.title(), issue.open() ? "open" : "closed", issue.severity().name(), issue.impact(), issue.owner(),
            issue.url(), link.get(1), link.get(2), link.get(3)));
      }
    }
    return new CsvMapper().writer(schema()).writeValueAsString(rows.stream().map(row -> row.stream().map(TriageFile::asText).toList()).toList());
  }

  /** Mark what a spreadsheet would take for a formula as text: what a failing case has said must not be computed on somebody's desk. */
  private static String asText(String cell) {
    return FORMULA.matcher(cell).lookingAt() ? "'" + cell : cell;
  }

  private static String withoutMark(String cell) {
    return cell.startsWith("'") && FORMULA.matcher(cell).lookingAt() ? cell.substring(1) : cell;
  }

  private static CsvSchema schema() {
    var schema = CsvSchema.builder();
    COLUMNS.forEach(schema::addColumn);
    return schema.setUseHeader(true).build();
  }

  /**
   * Read a file in, all of it or nothing. Issues are entered or brought up to date; links to signatures that this database has
   * never seen are left out.
   *
   * @throws AssayException.Usage naming each line that is wrong
   */
  public static Imported read(Database database, String name, String csv, String by) {
    var rows = rows(name, csv);
    var problems = new ArrayList<String>();
    var issues = new ArrayList<Issue>();
    for (int i = 0; i < rows.size(); i++) {
      try {
        issues.add(issue(rows.get(i)));
      } catch (IllegalArgumentException e) {
        problems.add(name + ", row " + (i + 1) + ": " + e.getMessage());
      }
    }
    if (!problems.isEmpty()) {
      throw new AssayException.Usage("importing " + name + ": nothing was imported\n  " + String.join("\n  ", problems));
    }
    Issues.over(database);
    return new Transactions(database).run("importing " + name, connection -> {
      int linked = 0;
      int unknown = 0;
      for (int i = 0; i < rows.size(); i++) {
        Issues.put(connection, issues.get(i), by, "imported from " + name);
        var hash = rows.get(i).getOrDefault("signature", "");
        if (!hash.isBlank()) {
          var signature = Sql.one(connection, row -> row.getLong(1), "select number from results.signature where hash = ? order by algorithm desc limit 1", hash);
          unknown += signature.isPresent() ? 0 : 1;
          if (signature.isPresent()) {
            var testCase = Optional.ofNullable(rows.get(i).get("case")).filter(text -> !text.isBlank());
            TriageRows.linkByPerson(connection, signature.get(), testCase, Optional.of(issues.get(i).key()), by);
            linked++;
          }
        }
      }
      Audit.write(connection, by, "import", name, rows.size() + " rows");
      return new Imported(issues.stream().map(Issue::key).distinct().toList().size(), linked, unknown);
    });
  }

  /** What came of a file. */
  public record Imported(int issues, int linked, int unknownSignatures) {}

  private static List<Map<String, String>> rows(String name, String csv) {
    try (var values = new CsvMapper().readerForMapOf(String.class).with(CsvSchema.emptySchema().withHeader()).<Map<String, String>>readValues(csv)) {
      var rows = values.readAll();
      var missing = List.of("key", "title", "severity").stream().filter(column -> !rows.isEmpty() && !rows.getFirst().containsKey(column)).toList();
      if (rows.isEmpty() || !missing.isEmpty()) {
        throw new AssayException.Usage("importing " + name + ": " + (rows.isEmpty() ? "it has no rows" : "it lacks the column " + String.join(", ", missing))
            + "; the columns are " + String.join(",", COLUMNS));
      }
      rows.forEach(row -> row.replaceAll((_, cell) -> withoutMark(cell)));
      return rows;
    } catch (JacksonException e) {
      throw new AssayException.Usage("importing " + name + ": it is no CSV: " + e.getOriginalMessage());
    }
  }

  private static Issue issue(Map<String, String> row) {
    var severity = row.getOrDefault("severity", "").strip().toUpperCase(java.util.Locale.ROOT);
    if (Arrays.stream(Severity.values()).noneMatch(known -> known.name().equals(severity))) {
      throw new IllegalArgumentException("the severity is '" + row.get("severity") + "'; expected blocker, critical, major or minor");
    }
    var state = row.getOrDefault("state", "open");
    if (!state.equals("open") && !state.equals("closed")) {
      throw new IllegalArgumentException("the state is '" + state + "'; expected open or closed");
    }
    return new Issue(
        row.getOrDefault("key", ""), row.getOrDefault("source", Issues.OWN), row.getOrDefault("title", ""), state.equals("open"), Severity.valueOf(severity),
        row.getOrDefault("impact", ""), row.getOrDefault("owner", ""), row.getOrDefault("url", ""));
  }
}
