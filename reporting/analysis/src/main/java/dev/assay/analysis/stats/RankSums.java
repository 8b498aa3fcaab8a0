package dev.assay.analysis.stats;

/** The exact distribution of the sum of randomly chosen ranks, by dynamic programming over the ranks. */
final class RankSums {

  private RankSums() {}

  /**
   * Return for each sum the probability that so many ranks, drawn without replacement, add up to it.
   *
   * <p>Works with probabilities of sequential inclusion rather than counts, so that nothing overflows.
   *
   * @param doubledRanks ascending
   */
  static double[] probabilities(int[] doubledRanks, int chosen) {
    int most = 0;
    for (int i = 0; i < chosen; i++) {
      most += doubledRanks[doubledRanks.length - 1 - i];
    }
    double[][] by = new double[chosen + 1][most + 1];
    by[0][0] = 1;
    int total = doubledRanks.length;
    for (int i = 0; i < total; i++) {
      step(by, doubledRanks[i], i, total, chosen);
    }
    return by[chosen];
  }

  /**
   * Return the lower half of the distribution of U where no values are equal: the probabilities of 0 to floor(first x second / 2).
   *
   * <p>Counts are the coefficients of a Gaussian binomial, the product of (1 - q^(second + i)) / (1 - q^i) for i from 1 to the size of the
   * first (Andrews 1976, chapter 3), divided by their sum as they grow. Each coefficient comes from lower ones alone, so tails keep their
   * digits; it takes steps by first x first x second / 2 where ranks one by one take the square of all.
   */
  static double[] lowerHalf(int first, int second) {
    double[] by = new double[Math.toIntExact((long) first * second / 2) + 1];
    by[0] = 1;
    for (int i = 1; i <= first; i++) {
      double share = i / (double) (second + i);
      for (int u = by.length - 1; u >= 0; u--) {
        by[u] = (u >= second + i ? by[u] - by[u - second - i] : by[u]) * share;
      }
      for (int u = i; u < by.length; u++) {
        by[u] += by[u - i];
      }
    }
    return by;
  }

  /** Take or leave one more rank: it is taken with the share of places still to be filled. */
  private static void step(double[][] by, int rank, int seen, int total, int chosen) {
    double left = total - seen;
    for (int k = Math.min(seen + 1, chosen); k >= 0; k--) {
      double leave = Math.max(0, (left - (chosen - k)) / left);
      double take = k == 0 ? 0 : (chosen - (k - 1)) / left;
      double[] row = by[k];
      double[] fewer = by[Math.max(0, k - 1)];
      for (int sum = row.length - 1; sum >= 0; sum--) {
        row[sum] = row[sum] * leave + (k > 0 && sum >= rank ? fewer[sum - rank] * take : 0);
      }
    }
  }
}
