package dev.assay.analysis.rates;

import dev.assay.analysis.stats.Interval;
import dev.assay.analysis.stats.Proportions;
import java.util.List;

/**
 * How unsteady a case is: the share of neighbouring results that differ, with its interval (Wilson 1927).
 *
 * <p>A case that broke once and stays broken has one transition and is no flake; one that comes and goes has many. Results are
 * in the order in which they were taken, and are treated as independent.
 *
 * @param results how many results it rests on
 * @param failures how many of them were failures
 * @param transitions how often a result differed from the one before
 * @param score transitions over the most that there could be; 0 with fewer than two results
 */
public record FlakeScore(int results, int failures, int transitions, double score, Interval interval) {

  private static final double CONFIDENCE = 0.95;

  /** A case that went and came back twice, so often that chance does not explain it, is flaky. */
  private static final int LEAST_TRANSITIONS = 3;

  private static final double LEAST_LOWER_BOUND = 0.05;

  public static FlakeScore of(List<Boolean> passed) {
    int transitions = 0;
    for (int i = 1; i < passed.size(); i++) {
      transitions += passed.get(i).equals(passed.get(i - 1)) ? 0 : 1;
    }
    int failures = Math.toIntExact(passed.stream().filter(result -> !result).count());
    int chances = passed.size() - 1;
    return chances < 1
        ? new FlakeScore(passed.size(), failures, 0, 0, new Interval(0, 1))
        : new FlakeScore(passed.size(), failures, transitions, transitions / (double) chances, Proportions.wilson(transitions, chances, CONFIDENCE));
  }

  /** Whether it comes and goes beyond chance. */
  public boolean isFlaky() {
    return transitions >= LEAST_TRANSITIONS && interval.low() >= LEAST_LOWER_BOUND;
  }
}
