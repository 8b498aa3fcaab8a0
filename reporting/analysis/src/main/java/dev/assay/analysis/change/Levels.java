package dev.assay.analysis.change;

import java.util.Arrays;

/** The level of a stretch of points, and what is left around it. Stretches run from (included) to (excluded). */
final class Levels {

  private static final int ROUNDS = 3;

  /** What is left of points that lie on their level exactly, in sigma: the mean of equal numbers may be off by its last bit. */
  private static final double ROUNDING = 1e-9;

  private Levels() {}

  /** Estimate a level by the biweight loss: the mean of the points within reach, begun at the median. */
  static double level(double[] series, int from, int to, double sigma) {
    double level = median(Arrays.copyOfRange(series, from, to));
    double reach = Math.sqrt(Biweight.CAP) * sigma;
    for (int round = 0; round < ROUNDS; round++) {
      double sum = 0;
      int count = 0;
      for (int i = from; i < to; i++) {
        if (Math.abs(series[i] - level) <= reach) {
          sum += series[i];
          count++;
        }
      }
      level = count == 0 ? level : sum / count;
    }
    return level;
  }

  static double median(double[] own) {
    Arrays.sort(own);
    int middle = own.length / 2;
    return own.length % 2 == 1 ? own[middle] : own[middle - 1] + (own[middle] - own[middle - 1]) / 2;
  }

  /** Return the biweight loss of a stretch around its own level. */
  static double loss(double[] series, int from, int to, double sigma) {
    double level = level(series, from, to, sigma);
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += Biweight.loss((series[i] - level) / sigma);
    }
    return sum;
  }

  /** Return the biweight loss of all stretches between splits. */
  static double loss(double[] series, int[] splits, double sigma) {
    double sum = 0;
    for (int i = 0; i <= splits.length; i++) {
      sum += loss(series, start(splits, i), end(splits, i, series.length), sigma);
    }
    return sum;
  }

  /** Return each point's distance from its level. */
  static double[] residuals(double[] series, int[] splits, double sigma) {
    double[] residuals = new double[series.length];
    for (int i = 0; i <= splits.length; i++) {
      int to = end(splits, i, series.length);
      double level = level(series, start(splits, i), to, sigma);
      for (int t = start(splits, i); t < to; t++) {
        double residual = series[t] - level;
        residuals[t] = Math.abs(residual) <= ROUNDING * sigma ? 0 : residual;
      }
    }
    return residuals;
  }

  /** Where the i-th stretch begins. */
  static int start(int[] splits, int i) {
    return i == 0 ? 0 : splits[i - 1];
  }

  /** Where the i-th stretch ends. */
  static int end(int[] splits, int i, int points) {
    return i == splits.length ? points : splits[i];
  }
}
