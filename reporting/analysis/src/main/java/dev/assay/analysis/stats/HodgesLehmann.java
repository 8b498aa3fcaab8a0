package dev.assay.analysis.stats;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Estimates by how much the second sample lies above the first: the median of all pairwise differences (Hodges and
 * Lehmann 1963). Both samples are taken to have one shape, shifted.
 */
public final class HodgesLehmann {

  private static final int EXACT_UP_TO = 30;

  private HodgesLehmann() {}

  /** A shift, with its distribution-free interval; infinite when the samples are too small for the confidence. */
  public record Shift(double estimate, Interval interval) {}

  /** Estimate the shift alone. */
  public static double shift(double[] before, double[] after) {
    MannWhitney.check(before, after);
    return median(PairwiseDifferences.of(before, after));
  }

  /** Estimate the shift with an interval of at least this confidence (Moses; Hollander and Wolfe 1999, section 4.3). */
  public static Shift estimate(double[] before, double[] after, double confidence) {
    MannWhitney.check(before, after);
    var differences = PairwiseDifferences.of(before, after);
    long cut = cut(before.length, after.length, (1 - confidence) / 2);
    var interval = cut < 1
        ? new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)
        : new Interval(differences.select(cut), differences.select(differences.count() - cut + 1));
    return new Shift(median(differences), interval);
  }

  private static double median(PairwiseDifferences differences) {
    long count = differences.count();
    double upper = differences.select(count / 2 + 1);
    return count % 2 == 1 ? upper : (differences.select(count / 2) + upper) / 2;
  }

  /** The largest k with P(U < k) at most the tail: exact for small samples, by the normal approximation for large ones. */
  private static long cut(int n, int m, double tail) {
    if (n > EXACT_UP_TO || m > EXACT_UP_TO) {
      double z = NormalDistribution.of(0, 1).inverseSurvivalProbability(tail);
      return (long) Math.floor(n * (double) m / 2 - z * Math.sqrt(n * (double) m * (n + m + 1.0) / 12));
    }
    int small = Math.min(n, m);
    int[] doubledRanks = new int[n + m];
    for (int i = 0; i < doubledRanks.length; i++) {
      doubledRanks[i] = 2 * (i + 1);
    }
    double[] probability = RankSums.probabilities(doubledRanks, small);
    int least = small * (small + 1);
    double below = 0;
    long k = 0;
    while (least + 2 * (int) k < probability.length) {
      below += probability[least + 2 * (int) k];
      if (below > tail) {
        break;
      }
      k++;
    }
    return k;
  }
}
