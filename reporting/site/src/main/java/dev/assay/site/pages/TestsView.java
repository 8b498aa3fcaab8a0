package dev.assay.site.pages;

import java.util.List;

/** The cases of a suite's newest whole run, each with how it ended lately. */
public record TestsView(List<String> suites, String suite, String search, String run, List<Row> rows, int from, boolean more) {

  public static final int PAGE = 100;

  /** Count those shown whose latest result is a failure. */
  public long failing() {
    return rows.stream().filter(row -> row.last().equals("FAIL")).count();
  }

  /** Count those shown that failed lately, but not the last time. */
  public long unsteady() {
    return rows.stream().filter(row -> !row.last().equals("FAIL") && row.passed() < row.decided()).count();
  }

  /**
   * A case.
   *
   * @param verdicts its latest ended results, oldest first
   */
  public record Row(String name, String area, List<String> verdicts) {

    public long passed() {
      return verdicts.stream().filter("PASS"::equals).count();
    }

    public long decided() {
      return verdicts.stream().filter(verdict -> verdict.equals("PASS") || verdict.equals("FAIL")).count();
    }

    public String last() {
      return verdicts.isEmpty() ? "" : verdicts.getLast();
    }
  }
}
