package dev.assay.analysis.stats;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** Estimates the slope of a series over its index, unmoved by outliers (Theil 1950, Sen 1968). */
public final class TheilSen {

  private TheilSen() {}

  /** A slope per step, with its interval. */
  public record Slope(double estimate, Interval interval) {}

  /** Estimate the slope as the median over all pairs, with Sen's interval from the variance of Kendall's S. */
  public static Slope estimate(double[] series, double confidence) {
    int n = series.length;
    if (n < 2) {
      throw new IllegalArgumentException("estimating a slope: two points are needed, not " + n);
    }
    double[] slopes = new double[n * (n - 1) / 2];
    int used = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        slopes[used++] = (series[j] - series[i]) / (j - i);
      }
    }
    Arrays.sort(slopes);
    double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - confidence) / 2);
    double sigma = Math.sqrt((n * (n - 1.0) * (2.0 * n + 5) - ties(series)) / 18);
    int upper = (int) Math.min(Math.rint((slopes.length + z * sigma) / 2), slopes.length - 1.0);
    int lower = (int) Math.max(Math.rint((slopes.length - z * sigma) / 2) - 1, 0);
    return new Slope(Descriptive.medianOfSorted(slopes, 0, slopes.length), new Interval(slopes[lower], slopes[upper]));
  }

  private static double ties(double[] series) {
    double[] sorted = series.clone();
    Arrays.sort(sorted);
    double sum = 0;
    for (int from = 0; from < sorted.length; ) {
      int to = from + 1;
      while (to < sorted.length && sorted[to] == sorted[from]) {
        to++;
      }
      double size = to - from;
      sum += size * (size - 1) * (2 * size + 5);
      from = to;
    }
    return sum;
  }
}
