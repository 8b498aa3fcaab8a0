package dev.assay.judge.triage;

import dev.assay.analysis.failure.Template;
import dev.assay.analysis.failure.TemplateTree;
import dev.assay.core.AssayException;
import dev.assay.core.Verdict;
import dev.assay.database.Sql;
import dev.assay.judge.ledger.Audit;
import dev.assay.judge.triage.Triage.Suggestion;
import dev.assay.store.Signature;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.regex.Pattern;

/** The statements of triage, each within its caller's transaction. */
final class TriageRows {

  /** Below this, trigrams find likeness in anything. */
  private static final double LEAST_LIKENESS = 0.4;

  private TriageRows() {}

  static List<Link> links(Connection connection) throws SQLException {
    return Sql.list(connection, TriageRows::link, "select * from judgement.link where ended is null order by number");
  }

  private static Link link(ResultSet row) throws SQLException {
    return new Link(
        row.getLong("signature"), Optional.ofNullable(row.getString("test_case")), Optional.ofNullable(row.getString("issue")),
        Link.How.valueOf(row.getString("how").toUpperCase(Locale.ROOT)), row.getString("evidence"), row.getString("made_by"));
  }

  static List<Rule> rules(Connection connection) throws SQLException {
    return Sql.list(connection, row -> new Rule(
            row.getLong("number"), row.getString("issue"), Pattern.compile(row.getString("pattern")), row.getString("test_case"), row.getString("made_by")),
        "select * from judgement.rule where ended is null order by number");
  }

  static List<String> muted(Connection connection) throws SQLException {
    return Sql.list(connection, row -> row.getString(1), "select test_case from judgement.mute where ended is null and expires > clock_timestamp()");
  }

  /** For each signature the live links of others that have its template and its place in the test. */
  static LongFunction<List<Link>> alike(Connection connection, List<Signature> signatures) throws SQLException {
    var alike = new HashMap<Long, List<Link>>();
    var numbers = signatures.stream().map(Signature::number).toArray(Long[]::new);
    Sql.list(connection, row -> alike.computeIfAbsent(row.getLong("own"), _ -> new ArrayList<>()).add(link(row)),
        """
        select mine.signature as own, link.*
        from judgement.template_of mine
          join results.signature s on s.number = mine.signature
          join judgement.template_of other on other.template = mine.template and other.signature <> mine.signature
          join results.signature o on o.number = other.signature and o.frame = s.frame
          join judgement.link link on link.signature = other.signature and link.ended is null and link.issue is not null
        where mine.signature = any (?)
        order by link.number
        """,
        (Object) numbers);
    return number -> alike.getOrDefault(number, List.of());
  }

  /** Give a template to each signature that has none; one at a time over all processes, since it depends on those before. */
  static int assignTemplates(Connection connection, List<Signature> signatures) throws SQLException {
    Sql.one(connection, row -> row.getObject(1), "select pg_advisory_xact_lock(hashtext('judgement.template'))");
    var numbers = signatures.stream().map(Signature::number).toArray(Long[]::new);
    var done = Sql.list(connection, row -> row.getLong(1), "select signature from judgement.template_of where signature = any (?)", (Object) numbers);
    var open = signatures.stream().filter(signature -> !done.contains(signature.number())).toList();
    if (open.isEmpty()) {
      return 0;
    }
    var tree = new TemplateTree();
    var keys = new ArrayList<Long>();
    Sql.list(connection, row -> {
      tree.restore(new Template(Arrays.asList((String[]) row.getArray("tokens").getArray())));
      return keys.add(row.getLong("number"));
    }, "select number, tokens from judgement.template where algorithm = ? order by number", TemplateTree.ALGORITHM);
    for (var signature : open) {
      int index = tree.add(signature.message());
      Object tokens = tree.get(index).tokens().toArray(String[]::new);
      if (index == keys.size()) {
        keys.add(Sql.one(connection, row -> row.getLong(1), "insert into judgement.template (algorithm, tokens) values (?, ?) returning number",
            TemplateTree.ALGORITHM, tokens).orElseThrow());
      } else {
        Sql.update(connection, "update judgement.template set tokens = ? where number = ?", tokens, keys.get(index));
      }
      Sql.update(connection, "insert into judgement.template_of (signature, template) values (?, ?)", signature.number(), keys.get(index));
    }
    return open.size();
  }

  /** What is linked by itself never takes the place of a link that is there. */
  static void linkByItself(Connection connection, long signature, Finding finding) throws SQLException {
    Sql.update(connection,
        """
        insert into judgement.link (signature, test_case, issue, how, evidence, made_by) values (?, ?, ?, ?, ?, 'assay')
        on conflict do nothing
        """,
        signature, finding.testCase().value(), finding.issue().orElseThrow(), finding.how().orElseThrow().name().toLowerCase(Locale.ROOT), finding.evidence());
  }

  /** End what was said of it so far and write down what a person says. */
  static void linkByPerson(Connection connection, long signature, Optional<String> testCase, Optional<String> issue, String by) throws SQLException {
    signature(connection, signature).orElseThrow(() ->
        new AssayException.Nothing("looking for the failure F-" + signature + ": there is none; see: assay triage ls"));
    Sql.update(connection,
        "update judgement.link set ended = clock_timestamp(), ended_by = ? where signature = ? and ended is null and (? = '' or test_case = ?)",
        by, signature, testCase.orElse(""), testCase.orElse(""));
    Sql.update(connection,
        "insert into judgement.link (signature, test_case, issue, how, evidence, made_by) values (?, nullif(?, ''), nullif(?, ''), 'human', ?, ?)",
        signature, testCase.orElse(""), issue.orElse(""), issue.isPresent() ? "said by " + by : by + " decided that it is none of the known issues", by);
    Audit.write(connection, by, issue.isPresent() ? "link" : "split", "F-" + signature, issue.orElse("none") + testCase.map(name -> " in " + name).orElse(""));
  }

  static long addRule(Connection connection, String issue, String pattern, String testCase, String by) throws SQLException {
    long number = Sql.one(connection, row -> row.getLong(1),
        "insert into judgement.rule (issue, pattern, test_case, made_by) values (?, ?, ?, ?) returning number", issue, pattern, testCase, by).orElseThrow();
    Audit.write(connection, by, "rule", "rule " + number, issue + " when " + pattern + " in " + testCase);
    return number;
  }

  static int endRule(Connection connection, long number, String by) throws SQLException {
    int ended = Sql.update(connection, "update judgement.rule set ended = clock_timestamp(), ended_by = ? where number = ? and ended is null", by, number);
    if (ended == 0) {
      throw new AssayException.Nothing("ending rule " + number + ": there is none that still holds; see: assay triage rule ls");
    }
    Audit.write(connection, by, "end rule", "rule " + number, "");
    return ended;
  }

  static Optional<Signature> signature(Connection connection, long number) throws SQLException {
    return Sql.one(connection, row -> new Signature(row.getLong("number"), Verdict.valueOf(row.getString("verdict")), row.getString("message"), row.getString("frame")),
        "select * from results.signature where number = ?", number);
  }

  static List<Suggestion> suggest(Connection connection, long signature, int most) throws SQLException {
    if (Sql.one(connection, row -> row.getBoolean(1), "select exists (select from pg_extension where extname = 'pg_trgm')").filter(there -> there).isEmpty()) {
      return List.of();
    }
    return Sql.list(connection, row -> new Suggestion(row.getString(1), row.getLong(2), row.getDouble(3)),
        """
        select issue, signature, likeness from (
          select distinct on (link.issue) link.issue, other.number as signature, public.similarity(own.message, other.message) as likeness
          from results.signature own
            join judgement.link link on link.ended is null and link.issue is not null and link.signature <> own.number
            join results.signature other on other.number = link.signature
          where own.number = ?
          order by link.issue, likeness desc) best
        where likeness >= ? order by likeness desc limit ?
        """,
        signature, LEAST_LIKENESS, most);
  }
}
