package dev.assay.site.pages;

import java.util.List;

/** Reads the list of runs. */
final class RunsPage {

  private static final int PAGE = 50;
  private static final int MOST = 500;

  private final Marks marks;
  private final Names names;
  private final RunTable runs;
  private final Digests digests;

  RunsPage(RunTable runs, Digests digests, Marks marks, Names names) {
    this.marks = marks;
    this.names = names;
    this.runs = runs;
    this.digests = digests;
  }

  View read(PageQuery query) {
    var suite = query.text("suite").orElse("");
    var build = query.text("build").orElse("");
    var verdict = query.text("verdict").orElse("");
    long before = query.number("before", 1, Integer.MAX_VALUE, Integer.MAX_VALUE);
    int most = query.number("limit", 1, MOST, PAGE);
    var now = marks.now();
    var found = runs.list(
        "where (? = '' or r.suite = ?) and (? = '' or r.build = ?) and (? = '' or coalesce(r.verdict, 'NONE') = ?) and r.number < ? order by r.number desc limit ?",
        suite, suite, build, build, verdict, verdict, before, most + 1);
    var shown = found.subList(0, Math.min(most, found.size()));
    var view = new RunsView(
        shown.stream().map(run -> new RunsView.Row(run, digests.of(run).all())).toList(), suite, build, verdict,
        names.suites(now), names.builds(now),
        found.size() > most ? shown.getLast().number() : 0);
    return new View("Runs", "pages/runs.jte", view);
  }
}
