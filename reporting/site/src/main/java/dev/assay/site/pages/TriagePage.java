package dev.assay.site.pages;

import dev.assay.core.AssayException;
import dev.assay.core.time.Time;
import dev.assay.judge.triage.Issue;
import dev.assay.judge.triage.Link;
import dev.assay.judge.triage.Mute;
import dev.assay.judge.triage.Mutes;
import dev.assay.judge.triage.Rule;
import dev.assay.judge.triage.Triage;
import dev.assay.site.pages.TriageView.Detail;
import dev.assay.site.pages.TriageView.IssueLine;
import dev.assay.site.pages.TriageView.LinkLine;
import dev.assay.site.pages.TriageView.MuteLine;
import dev.assay.site.pages.TriageView.Place;
import dev.assay.site.pages.TriageView.Row;
import dev.assay.site.pages.TriageView.RuleLine;
import dev.assay.site.pages.TriageView.SuggestionLine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads failures by signature. */
final class TriagePage {

  private static final int RUNS = 200;

  private static final String ROWS =
      """
      with seen as (
        select a.signature, count(*)::int as attempts, count(distinct a.ordinal || '/' || a.run)::int as cases, count(distinct a.run)::int as runs,
          count(distinct r.build)::int as builds, min(a.run) as first_run, max(a.run) as last_run, count(distinct h)::int as hosts
        from results.attempt a join results.run r on r.number = a.run left join lateral unnest(a.hosts) h on true
        where a.signature is not null and (? = 0 or a.signature = ?) and a.run > (select coalesce(max(number), 0) - ? from results.run) and (? = '' or r.build = ?)
        group by a.signature)
      select s.number, s.verdict, s.message, s.frame, seen.*, first.build as first_build, last.build as last_build
      from seen join results.signature s on s.number = seen.signature
        join results.run first on first.number = seen.first_run join results.run last on last.number = seen.last_run
      order by s.verdict = 'FAIL' desc, seen.last_run desc, seen.runs desc, s.number limit 300
      """;

  private static final int KEPT = 100;

  private final Look look;
  private final Marks marks;
  private final Names names;
  private final Recent<String, List<Row>> read = new Recent<>(KEPT);
  private final Recent<String, List<Place>> seen = new Recent<>(KEPT);
  private final Recent<String, List<SuggestionLine>> likely = new Recent<>(KEPT);
  private final Recent<String, Said> said = new Recent<>(1);
  private final Triage triage;
  private final Mutes mutes;
  private final Time time;

  TriagePage(Look look, Marks marks, Names names, Triage triage, Mutes mutes, Time time) {
    this.look = look;
    this.marks = marks;
    this.names = names;
    this.triage = triage;
    this.mutes = mutes;
    this.time = time;
  }

  /** What people and rules have said of failures; it holds until somebody says something. */
  private record Said(List<Link> links, List<Issue> issues, List<Rule> rules, List<Mute> mutes) {}

  View read(PageQuery query) {
    var build = query.text("build").orElse("");
    var state = query.text("state").orElse("");
    var now = marks.now();
    var known = said.get(now.said(), () -> new Said(triage.links(), triage.issues().all(), triage.rules(), mutes.all()));
    var detail = query.text("signature").map(name -> detail(name, known, now));
    var linked = linked(known.links());
    var rows = rows(0, RUNS, build, now).stream().map(row -> row.linkedTo(linked.getOrDefault(row.signature(), ""))).filter(row -> is(row, state)).toList();
    var builds = names.builds(now);
    return new View("Triage", "pages/triage.jte", new TriageView(rows, state, build, builds, detail, RUNS, issues(known), rules(known), muted(known)));
  }

  private static boolean is(Row row, String state) {
    return switch (state) {
      case "new" -> row.fresh();
      case "known" -> !row.fresh();
      case "linked" -> !row.issue().isEmpty();
      case "unlinked" -> row.issue().isEmpty();
      default -> true;
    };
  }

  /** Name the issue of each signature whose failures, of whatever case, are one. */
  private static Map<Long, String> linked(List<Link> links) {
    var issues = new TreeMap<Long, String>();
    links.forEach(link -> link.issue().ifPresent(issue -> issues.merge(link.signature(), issue, (one, other) -> one.equals(other) ? one : one + " " + other)));
    return issues;
  }

  private static List<IssueLine> issues(Said known) {
    return known.issues().stream().filter(Issue::open).map(issue -> new IssueLine(issue, known.links().stream()
        .filter(link -> link.issue().filter(issue.key()::equals).isPresent()).map(link -> "F-" + link.signature()).distinct().toList())).toList();
  }

  private static List<RuleLine> rules(Said known) {
    return known.rules().stream().map(rule -> new RuleLine(rule.number(), rule.issue(), rule.pattern().pattern(), rule.testCase(), rule.by())).toList();
  }

  private List<MuteLine> muted(Said known) {
    return known.mutes().stream().map(mute -> new MuteLine(
        mute.testCase(), mute.owner(), mute.reason(), mute.ticket(), mute.expires(), mute.expires().isBefore(time.now()), mute.by())).toList();
  }

  private List<Row> rows(long signature, int runs, String build, Marks.Mark now) {
    return read.get(String.join(" ", now.all(), "F-" + signature, Integer.toString(runs), build), () ->
        look.list("reading failures by signature", TriagePage::row, ROWS, signature, signature, runs, build, build));
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getLong("number"), row.getString("verdict"), row.getString("message"), row.getString("frame"), row.getInt("attempts"), row.getInt("cases"), row.getInt("runs"),
        row.getInt("builds"), row.getString("first_build"), "R-" + row.getLong("first_run"), row.getString("last_build"), "R-" + row.getLong("last_run"),
        row.getInt("builds") == 1, row.getInt("hosts"), "");
  }

  private Detail detail(String name, Said known, Marks.Mark now) {
    long number = Optional.of(name).filter(text -> text.matches("F-[1-9]\\d{0,17}")).map(text -> Long.valueOf(text.substring(2)))
        .orElseThrow(() -> new AssayException.Nothing("looking for signature '" + name + "': signatures are named F-1, F-2 and so on"));
    var row = rows(number, Integer.MAX_VALUE, "", now).stream().findFirst()
        .orElseThrow(() -> new AssayException.Nothing("looking for signature " + name + ": no stored attempt has it"));
    var places = seen.get(now.all() + " " + name, () -> places(name, number));
    var said = known.links().stream().filter(link -> link.signature() == number).map(link -> new LinkLine(
        link.issue().orElse(""), link.how().name().toLowerCase(Locale.ROOT), link.testCase().orElse(""), link.evidence(), link.by())).toList();
    return new Detail(row, places, said, said.isEmpty() ? likely.get(now.said() + " " + name, () -> suggestions(number, known)) : List.of());
  }

  private List<Place> places(String name, long number) {
    return look.list(
        "reading where " + name + " was seen",
        found -> new Place("R-" + found.getLong(1), found.getString(2), found.getString(3), found.getInt(4), found.getString(5), found.getString(6), found.getString(7)),
        """
        select a.run, r.build, c.name, a.number, array_to_string(a.hosts, ' '), coalesce(a.blame, ''), left(coalesce(a.message, ''), 1000)
        from (select * from results.attempt where signature = ? order by run desc, ordinal, number limit 50) a
          join results.run r on r.number = a.run join results.planned_case c on c.run = a.run and c.ordinal = a.ordinal
        order by a.run desc, a.ordinal, a.number
        """,
        number);
  }

  private List<SuggestionLine> suggestions(long number, Said known) {
    return triage.suggest(number).stream().map(may -> new SuggestionLine(
        may.issue(), known.issues().stream().filter(issue -> issue.key().equals(may.issue())).map(Issue::title).findFirst().orElse(""), "F-" + may.signature(), may.likeness())).toList();
  }
}
