package dev.assay.analysis.stats;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** Estimates the slope of a series over its index, unmoved by outliers (Theil 1950, Sen 1968). */
public final class TheilSen {

  /** Beyond this, the slopes of all pairs would not fit into memory and are counted instead. */
  private static final int MOST_WRITTEN_DOWN = 2000;

  private TheilSen() {}

  /** A slope per step, with its interval. */
  public record Slope(double estimate, Interval interval) {}

  /** Estimate the slope as the median over all pairs, with Sen's interval from the variance of Kendall's S. */
  public static Slope estimate(double[] series, double confidence) {
    int n = series.length;
    if (n < 2) {
      throw new IllegalArgumentException("estimating a slope: two points are needed, not " + n);
    }
    long count = n * (n - 1L) / 2;
    double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - confidence) / 2);
    double sigma = Math.sqrt((n * (n - 1.0) * (2.0 * n + 5) - ties(series)) / 18);
    long upper = (long) Math.min(Math.rint((count + z * sigma) / 2), count - 1.0);
    long lower = (long) Math.max(Math.rint((count - z * sigma) / 2) - 1, 0);
    if (n > MOST_WRITTEN_DOWN) {
      double middle = (select(series, (count - 1) / 2) + select(series, count / 2)) / 2;
      return new Slope(middle, new Interval(select(series, lower), select(series, upper)));
    }
    double[] slopes = sorted(series);
    return new Slope(Descriptive.medianOfSorted(slopes, 0, slopes.length), new Interval(slopes[(int) lower], slopes[(int) upper]));
  }

  private static double[] sorted(double[] series) {
    int n = series.length;
    double[] slopes = new double[n * (n - 1) / 2];
    int used = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        slopes[used++] = (series[j] - series[i]) / (j - i);
      }
    }
    Arrays.sort(slopes);
    return slopes;
  }

  /** Return the slope that so many others lie below, by halving: each slope is a mean of those of neighbours, so it lies among them. */
  private static double select(double[] series, long below) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int i = 1; i < series.length; i++) {
      low = Math.min(low, series[i] - series[i - 1]);
      high = Math.max(high, series[i] - series[i - 1]);
    }
    if (countAtMost(series, low) > below) {
      return low;
    }
    while (true) {
      double middle = between(low, high);
      if (middle <= low || middle >= high) {
        return high;
      }
      if (countAtMost(series, middle) > below) {
        high = middle;
      } else {
        low = middle;
      }
    }
  }

  /** Return the number with as many doubles below it as above: 64 halvings end anywhere, where halving the distance to a slope of 0 takes a thousand. */
  private static double between(double low, double high) {
    long first = ordered(Double.doubleToRawLongBits(low));
    long last = ordered(Double.doubleToRawLongBits(high));
    return Double.longBitsToDouble(ordered((first & last) + ((first ^ last) >> 1)));
  }

  /** Turn bits into whole numbers in the order of the doubles, and back. */
  private static long ordered(long bits) {
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }

  /** Return how many pairs rise by at most this per step: the pairs out of order once that slope is taken out. */
  private static long countAtMost(double[] series, double slope) {
    double[] level = new double[series.length];
    for (int i = 0; i < level.length; i++) {
      level[i] = series[i] - slope * i;
    }
    return countFalling(level, new double[level.length], 0, level.length);
  }

  /** Sort by merging, and count the pairs of which the later is not above the earlier. */
  private static long countFalling(double[] values, double[] spare, int from, int to) {
    if (to - from < 2) {
      return 0;
    }
    int middle = (from + to) >>> 1;
    long count = countFalling(values, spare, from, middle) + countFalling(values, spare, middle, to);
    int left = from;
    int right = middle;
    for (int at = from; at < to; at++) {
      if (right < to && (left >= middle || values[right] <= values[left])) {
        count += middle - left;
        spare[at] = values[right++];
      } else {
        spare[at] = values[left++];
      }
    }
    System.arraycopy(spare, from, values, from, to - from);
    return count;
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
