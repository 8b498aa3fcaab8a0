package dev.assay.analysis.stats;

import org.apache.commons.statistics.distribution.TDistribution;

/** Tests whether one sample tends to larger values when the two may differ in spread (Brunner and Munzel 2000). */
public final class BrunnerMunzel {

  private BrunnerMunzel() {}

  /** Test two-sided by the t approximation; each sample needs at least two values. */
  public static TestResult test(double[] first, double[] second) {
    if (first.length < 2 || second.length < 2) {
      throw new IllegalArgumentException("comparing two samples of different spread: each needs two values, not " + first.length + " and " + second.length);
    }
    double n = first.length;
    double m = second.length;
    double[] placeFirst = placements(first, second);
    double[] placeSecond = placements(second, first);
    double varianceFirst = Descriptive.variance(placeFirst);
    double varianceSecond = Descriptive.variance(placeSecond);
    double meanFirst = Descriptive.mean(placeFirst) + (n + 1) / 2;
    double meanSecond = Descriptive.mean(placeSecond) + (m + 1) / 2;
    double spread = n * varianceFirst + m * varianceSecond;
    if (spread == 0) {
      return new TestResult(meanSecond > meanFirst ? Double.POSITIVE_INFINITY : meanSecond < meanFirst ? Double.NEGATIVE_INFINITY : 0, meanFirst == meanSecond ? 1 : 0);
    }
    double statistic = n * m * (meanSecond - meanFirst) / ((n + m) * Math.sqrt(spread));
    double degrees = spread * spread / (Math.pow(n * varianceFirst, 2) / (n - 1) + Math.pow(m * varianceSecond, 2) / (m - 1));
    return new TestResult(statistic, 2 * TDistribution.of(degrees).survivalProbability(Math.abs(statistic)));
  }

  /** For each value of the one, how many of the other lie below it, ties counting half: its rank among all, less that among its own. */
  private static double[] placements(double[] ones, double[] others) {
    int[] amongAll = Ranks.of(ones, others).doubledOfFirst();
    int[] amongOwn = Ranks.of(ones, new double[0]).doubledOfFirst();
    double[] placements = new double[ones.length];
    for (int i = 0; i < ones.length; i++) {
      placements[i] = (amongAll[i] - amongOwn[i]) / 2.0;
    }
    return placements;
  }
}
