package dev.assay.analysis.stats;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Tests whether one sample tends to larger values than another (Mann and Whitney 1947). Two-sided; observations are
 * taken as independent. The statistic is U of the first sample, ties counting half.
 */
public final class MannWhitney {

  private static final double MOST_WORK = 4e6;
  private static final double MOST_PATIENT_WORK = 4e8;

  private MannWhitney() {}

  /** Test exactly where that takes less than a good part of a second, else by the normal approximation, which is close then. */
  public static TestResult patient(double[] first, double[] second) {
    double total = first.length + (double) second.length;
    double small = Math.min(first.length, second.length);
    return total * small * small * total <= MOST_PATIENT_WORK ? exact(first, second) : asymptotic(first, second);
  }

  /** Test exactly where that is quick, else by the normal approximation. */
  public static TestResult test(double[] first, double[] second) {
    double total = first.length + (double) second.length;
    double small = Math.min(first.length, second.length);
    return total * small * small * total <= MOST_WORK ? exact(first, second) : asymptotic(first, second);
  }

  /**
   * Test exactly, given the ties: by the distribution of the rank sum over all choices of ranks.
   *
   * <p>The p-value is twice the smaller tail, at most 1; without ties it equals the classical tables.
   */
  public static TestResult exact(double[] first, double[] second) {
    check(first, second);
    Ranks ranks = Ranks.of(first, second);
    boolean firstIsSmall = first.length <= second.length;
    long ofFirst = ranks.doubledSumOfFirst();
    if (ranks.tieTerm() == 0) {
      return untied(first, second, u(first, ofFirst));
    }
    long total = (long) ranks.doubledOfAll().length * (ranks.doubledOfAll().length + 1);
    int small = Math.min(first.length, second.length);
    double[] probability = RankSums.probabilities(ranks.doubledOfAll(), small);
    int observed = Math.toIntExact(firstIsSmall ? ofFirst : total - ofFirst);
    double below = 0;
    double above = 0;
    for (int sum = 0; sum < probability.length; sum++) {
      below += sum <= observed ? probability[sum] : 0;
      above += sum >= observed ? probability[sum] : 0;
    }
    return new TestResult(u(first, ofFirst), Math.min(1, 2 * Math.min(below, above)));
  }

  private static TestResult untied(double[] first, double[] second, double u) {
    double[] probability = RankSums.lowerHalf(Math.min(first.length, second.length), Math.max(first.length, second.length));
    double smaller = Math.min(u, first.length * (double) second.length - u);
    double tail = 0;
    for (int i = 0; i <= smaller; i++) {
      tail += probability[i];
    }
    return new TestResult(u, Math.min(1, 2 * tail));
  }

  /** Test by the normal approximation, corrected for ties and continuity (Lehmann 1975). */
  public static TestResult asymptotic(double[] first, double[] second) {
    check(first, second);
    Ranks ranks = Ranks.of(first, second);
    double u = u(first, ranks.doubledSumOfFirst());
    double n = first.length;
    double m = second.length;
    double total = n + m;
    double variance = n * m / 12 * (total + 1 - ranks.tieTerm() / (total * (total - 1)));
    if (variance <= 0) {
      return new TestResult(u, 1);
    }
    double z = (Math.max(u, n * m - u) - n * m / 2 - 0.5) / Math.sqrt(variance);
    return new TestResult(u, Math.min(1, 2 * NormalDistribution.of(0, 1).survivalProbability(z)));
  }

  private static double u(double[] first, long doubledRankSum) {
    return doubledRankSum / 2.0 - first.length * (first.length + 1.0) / 2;
  }

  static void check(double[] first, double[] second) {
    if (first.length == 0 || second.length == 0) {
      throw new IllegalArgumentException("comparing two samples: of " + first.length + " and " + second.length + " values, none may be empty");
    }
  }
}
