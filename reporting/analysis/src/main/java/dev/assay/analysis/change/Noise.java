package dev.assay.analysis.change;

import dev.assay.analysis.stats.Autocorrelation;
import java.util.Arrays;

/**
 * The spread of a series around its levels, whatever the levels are, and how much neighbours resemble each other.
 *
 * @param sigma standard deviation of a point around its level; 0 for a series that never moves
 * @param rho autocorrelation at lag 1, from 0 to {@value #MOST_RHO}
 */
record Noise(double sigma, double rho) {

  private static final double MOST_RHO = 0.7;

  /** Residuals count up to here, in sigma, so that a spike does not pass for spread. */
  private static final double REACH = 2.5;

  private static final double ERRORS = 1.0;

  /** The share of a Gaussian within one standard deviation. */
  private static final double WITHIN_ONE_SIGMA = 0.6826894921370859;

  /**
   * Estimate before anything is known of the levels, from differences of points one and two apart.
   *
   * <p>Shifts and spikes touch few differences. For first-order autocorrelation rho they have variances 2 s^2 (1 - rho) and
   * 2 s^2 (1 - rho^2), whose ratio is 1 + rho (cf. Romano, Rigaill, Runge and Fearnhead 2022).
   */
  static Noise rough(double[] series) {
    double one = differences(series, 1);
    double two = differences(series, 2);
    if (one == 0) {
      return new Noise(Math.max(two, meanStep(series)) / Math.sqrt(2), 0);
    }
    double rho = certain(two * two / (one * one) - 1, series.length);
    return new Noise(one / Math.sqrt(2 * (1 - rho)), rho);
  }

  /** Estimate again from what is left around the levels of a split. */
  Noise around(double[] series, int[] splits) {
    double[] residuals = Levels.residuals(series, splits, sigma, REACH);
    double squares = 0;
    double products = 0;
    for (int i = 0; i < residuals.length; i++) {
      squares += residuals[i] * residuals[i];
      products += i == 0 ? 0 : residuals[i] * residuals[i - 1];
    }
    double refined = squares == 0 ? 0 : certain(products / squares, series.length);
    return new Noise(sigma * Math.sqrt((1 - rho) / (1 - refined)), refined);
  }

  /** Return by how much the variance of a level's mean is inflated: the long-run variance over the variance. */
  double inflation() {
    return Autocorrelation.inflation(rho);
  }

  /** Only what exceeds one standard error counts: independent series must not be taken for autocorrelated ones. */
  private static double certain(double rho, int points) {
    return Math.clamp(rho - ERRORS / Math.sqrt(points), 0, MOST_RHO);
  }

  /** The spread of differences, by the distance that holds the middle 68 %: more efficient than the median. */
  private static double differences(double[] series, int lag) {
    double[] distances = new double[series.length - lag];
    for (int i = lag; i < series.length; i++) {
      distances[i - lag] = Math.abs(series[i] - series[i - lag]);
    }
    Arrays.sort(distances);
    double place = WITHIN_ONE_SIGMA * (distances.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, distances.length - 1);
    return distances[below] + (place - below) * (distances[above] - distances[below]);
  }

  /** For a series that mostly stands still. */
  private static double meanStep(double[] series) {
    double sum = 0;
    for (int i = 1; i < series.length; i++) {
      sum += Math.abs(series[i] - series[i - 1]);
    }
    return sum / (series.length - 1);
  }
}
