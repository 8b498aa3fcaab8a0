package dev.assay.analysis.stats;

import java.util.Arrays;

/** Location and spread of a sample. */
public final class Descriptive {

  /** What the median absolute deviation of a Gaussian is multiplied with to give its standard deviation: 1 / Phi^-1(3/4). */
  public static final double MAD_TO_SIGMA = 1.482602218505602;

  private Descriptive() {}

  /** Return the arithmetic mean, summed with compensation (Neumaier 1974). */
  public static double mean(double[] values) {
    checkNotEmpty(values);
    double sum = 0;
    double lost = 0;
    for (double value : values) {
      double next = sum + value;
      lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
      sum = next;
    }
    return (sum + lost) / values.length;
  }

  /** Return the unbiased variance (divisor n - 1), by two passes; of one value it is NaN. */
  public static double variance(double[] values) {
    double mean = mean(values);
    double squares = 0;
    double rest = 0;
    for (double value : values) {
      double deviation = value - mean;
      squares += deviation * deviation;
      rest += deviation;
    }
    return (squares - rest * rest / values.length) / (values.length - 1);
  }

  /** Return the median; of an even number, the mean of the middle two. */
  public static double median(double[] values) {
    checkNotEmpty(values);
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return medianOfSorted(sorted, 0, sorted.length);
  }

  static double medianOfSorted(double[] sorted, int from, int to) {
    int middle = from + (to - from) / 2;
    return (to - from) % 2 == 1 ? sorted[middle] : sorted[middle - 1] + (sorted[middle] - sorted[middle - 1]) / 2;
  }

  /** Return the median of the absolute deviations from the median, unscaled. */
  public static double medianAbsoluteDeviation(double[] values) {
    double median = median(values);
    return median(Arrays.stream(values).map(value -> Math.abs(value - median)).toArray());
  }

  /** Return the quantile by linear interpolation between order statistics (type 7 of Hyndman and Fan 1996). */
  public static double quantile(double[] values, double probability) {
    checkNotEmpty(values);
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double place = probability * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  private static void checkNotEmpty(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("describing a sample: it is empty");
    }
  }
}
