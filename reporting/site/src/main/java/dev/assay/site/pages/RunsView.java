package dev.assay.site.pages;

import java.util.List;

/** Runs, newest first; {@code before} leads to older ones, 0 when there are none. */
public record RunsView(List<Row> runs, String suite, String build, String verdict, List<String> suites, List<String> builds, long before) {

  public record Row(RunFacts run, Tally tally) {}
}
