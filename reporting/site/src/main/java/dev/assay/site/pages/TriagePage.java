package dev.assay.site.pages;

import dev.assay.core.AssayException;
import dev.assay.site.pages.TriageView.Detail;
import dev.assay.site.pages.TriageView.Place;
import dev.assay.site.pages.TriageView.Row;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

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

  private final Look look;

  TriagePage(Look look) {
    this.look = look;
  }

  View read(PageQuery query) {
    var build = query.text("build").orElse("");
    var state = query.text("state").orElse("");
    var detail = query.text("signature").map(this::detail);
    var rows = rows(0, RUNS, build).stream().filter(row -> state.isEmpty() || state.equals("new") == row.fresh()).toList();
    var builds = look.list("listing builds", row -> row.getString(1), "select build from results.run group by build order by max(number) desc limit 200");
    return new View("Triage", "pages/triage.jte", new TriageView(rows, state, build, builds, detail, RUNS));
  }

  private List<Row> rows(long signature, int runs, String build) {
    return look.list("reading failures by signature", TriagePage::row, ROWS, signature, signature, runs, build, build);
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getLong("number"), row.getString("verdict"), row.getString("message"), row.getString("frame"), row.getInt("attempts"), row.getInt("cases"), row.getInt("runs"),
        row.getInt("builds"), row.getString("first_build"), "R-" + row.getLong("first_run"), row.getString("last_build"), "R-" + row.getLong("last_run"),
        row.getInt("builds") == 1, row.getInt("hosts"));
  }

  private Detail detail(String name) {
    long number = Optional.of(name).filter(text -> text.matches("F-[1-9]\\d{0,17}")).map(text -> Long.valueOf(text.substring(2)))
        .orElseThrow(() -> new AssayException.Nothing("looking for signature '" + name + "': signatures are named F-1, F-2 and so on"));
    var row = rows(number, Integer.MAX_VALUE, "").stream().findFirst()
        .orElseThrow(() -> new AssayException.Nothing("looking for signature " + name + ": no stored attempt has it"));
    var places = look.list(
        "reading where " + name + " was seen",
        found -> new Place("R-" + found.getLong(1), found.getString(2), found.getString(3), found.getInt(4), found.getString(5), found.getString(6), found.getString(7)),
        """
        select a.run, r.build, c.name, a.number, array_to_string(a.hosts, ' '), coalesce(a.blame, ''), left(coalesce(a.message, ''), 1000)
        from results.attempt a join results.run r on r.number = a.run join results.planned_case c on c.run = a.run and c.ordinal = a.ordinal
        where a.signature = ? order by a.run desc, a.ordinal, a.number limit 50
        """,
        number);
    return new Detail(row, places);
  }
}
