package dev.assay.site.pages;

import java.time.Instant;
import java.util.List;

/**
 * One run of a suite.
 *
 * @param from where the page of cases begins, in the order chosen
 * @param matching how many cases the filters leave
 */
public record RunView(
    RunFacts run, Tally tally, List<AreaTally> areas, List<String> hosts, List<Failure> failures, int failuresLeftOut, List<CaseRow> slowest, List<CaseRow> cases,
    int matching, int from, String verdict, String area, String search, List<Bar> bars, int barsLeftOut, List<Measured> kpis, List<PhaseTime> phases, Counts signatures) {

  public static final int PAGE = 500;

  public record AreaTally(String area, Tally tally) {}

  /** How the failures divide. */
  public record Counts(int fresh, int known) {}

  /**
   * A signature and where it was seen in this run.
   *
   * @param known the build and run that showed it before; blank for a new one
   */
  public record Failure(long signature, String verdict, String message, String frame, String knownBuild, String knownRun, int attempts, List<Where> places) {

    public boolean fresh() {
      return knownRun.isEmpty();
    }

    public String name() {
      return "F-" + signature;
    }
  }

  public record Where(String testCase, int attempt, String hosts, String blame, String message) {}

  public record CaseRow(
      int ordinal, String name, String area, String verdict, String blame, int attempts, boolean flaky, String hosts, double tookSeconds, String message, long signature) {}

  /** An attempt on a host, in seconds since the first attempt began. */
  public record Bar(String host, String testCase, int attempt, String verdict, double fromSeconds, double toSeconds) {}

  public record Measured(String kpi, String unit, String better, String dimensions, long samples, double least, double median, double p95, double most) {}

  public record PhaseTime(String phase, String detail, Instant entered) {}
}
