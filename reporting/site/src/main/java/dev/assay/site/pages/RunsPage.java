package dev.assay.site.pages;

import java.util.List;

/** Reads the list of runs. */
final class RunsPage {

  private static final int PAGE = 50;
  private static final int MOST = 500;

  private final Look look;
  private final RunTable runs;
  private final Digests digests;

  RunsPage(Look look, RunTable runs, Digests digests) {
    this.look = look;
    this.runs = runs;
    this.digests = digests;
  }

  View read(PageQuery query) {
    var suite = query.text("suite").orElse("");
    var build = query.text("build").orElse("");
    var verdict = query.text("verdict").orElse("");
    long before = query.number("before", 1, Integer.MAX_VALUE, Integer.MAX_VALUE);
    int most = query.number("limit", 1, MOST, PAGE);
    var found = runs.list(
        "where (? = '' or r.suite = ?) and (? = '' or r.build = ?) and (? = '' or coalesce(r.verdict, 'NONE') = ?) and r.number < ? order by r.number desc limit ?",
        suite, suite, build, build, verdict, verdict, before, most + 1);
    var shown = found.subList(0, Math.min(most, found.size()));
    var view = new RunsView(
        shown.stream().map(run -> new RunsView.Row(run, digests.of(run).all())).toList(), suite, build, verdict,
        names("select distinct suite from results.run order by 1"), names("select build from results.run group by build order by max(number) desc limit 200"),
        found.size() > most ? shown.getLast().number() : 0);
    return new View("Runs", "pages/runs.jte", view);
  }

  private List<String> names(String sql) {
    return look.list("listing what runs there are of", row -> row.getString(1), sql);
  }
}
