package dev.assay.judge.bisect;

import java.util.List;
import java.util.Optional;

/**
 * A bisection as it is kept.
 *
 * @param kpi the KPI that became worse; empty when the case itself began to fail
 * @param testCase the case that measures it, or that fails
 * @param builds in their order, the good one first and the bad one last
 * @param seed from which the seeds of all its runs follow
 * @param tries in the order in which they were planned
 */
public record KeptBisection(
    long number, Optional<String> kpi, String testCase, List<String> builds, long seed, int maxRuns, double confidence, String state, String answer,
    List<KeptTry> tries) {

  public KeptBisection {
    builds = List.copyOf(builds);
    tries = List.copyOf(tries);
  }

  /** Return its name, such as {@code B-3}. */
  public String name() {
    return "B-" + number;
  }

  /**
   * One try.
   *
   * @param build its build's place among the builds
   * @param value the reading, or 1 for failed and 0 for passed; empty while open, or when the run said nothing
   */
  public record KeptTry(int ordinal, int build, long seed, Optional<String> run, Optional<String> hostClass, Optional<Double> value, boolean ended) {}
}
