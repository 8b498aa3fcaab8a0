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
