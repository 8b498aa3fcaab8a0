package dev.assay.analysis.change;

import dev.assay.analysis.stats.Autocorrelation;
import java.util.Arrays;

/**
 * The spread of a series around its levels, whatever the levels are, and how much neighbours resemble each other.
 *
 * @param sigma standard deviation of a point around its level; 0 for a series that never moves
 * @param rho autocorrelation at lag 1 that the search for levels allows for, from 0 to {@value #MOST_RHO}
 * @param resemblance autocorrelation at lag 1 that the series is sure to have: what intervals are widened by
 * @param step the spread of differences of neighbours, over the root of 2
 */
record Noise(double sigma, double rho, double resemblance, double step) {

  static final Noise NONE = new Noise(0, 0, 0, 0);

  private static final double MOST_RHO = 0.7;

  /** Residuals count up to here, in sigma, so that a spike does not pass for spread or resemblance. */
  private static final double REACH = 2.5;

  /** The variance of a Gaussian within that reach. */
  private static final double WITHIN_REACH = 0.9112563609353919;

  private static final int ROUNDS = 8;

  /** What is told as sure of the autocorrelation: what exceeds so many standard errors. */
  private static final double ERRORS = 1.0;

  /**
   * The autocorrelation of one series is known badly, and the spread around its levels holds most of what it does to them already:
   * the search allows for this share of what exceeds a third of a standard error.
   */
  private static final double ALLOWED = 0.4;

  private static final double FEW_ERRORS = 0.3;

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
      double sigma = Math.max(two, meanStep(series)) / Math.sqrt(2);
      return new Noise(sigma, 0, 0, sigma);
    }
    double step = one / Math.sqrt(2);
    double rho = certain(two * two / (one * one) - 1, FEW_ERRORS, series.length);
    return new Noise(step / Math.sqrt(1 - rho), rho, rho, step);
  }

  /**
   * Estimate again from what is left around the levels of a split: a level that was missed makes its spread too large, outliers and
   * autocorrelation that of the differences, so the smaller one counts.
   */
  Noise around(double[] series, int[] splits) {
    double[] residuals = Levels.residuals(series, splits, sigma);
    double reach = REACH * sigma;
    double squares = 0;
    double products = 0;
    double last = 0;
    for (int i = 0; i < residuals.length; i++) {
      double residual = Math.clamp(residuals[i], -reach, reach);
      squares += residual * residual;
      products += i == 0 ? 0 : residual * last;
      last = residual;
    }
    double rho = squares == 0 ? 0 : products / squares;
    double ofDifferences = step / Math.sqrt(1 - Math.clamp(rho, 0, MOST_RHO));
    return new Noise(
        Math.min(ofDifferences, spread(residuals, splits.length + 1, ofDifferences)),
        ALLOWED * certain(rho, FEW_ERRORS, series.length),
        certain(rho, ERRORS, series.length),
        step);
  }

  /** The spread of residuals without outliers: of those within reach, put right for what lies beyond, and for each level that was fitted. */
  private static double spread(double[] residuals, int levels, double first) {
    double spread = first;
    for (int round = 0; round < ROUNDS; round++) {
      double squares = 0;
      int within = 0;
      for (double residual : residuals) {
        if (Math.abs(residual) <= REACH * spread) {
          squares += residual * residual;
          within++;
        }
      }
      if (within <= levels + 2 || squares == 0) {
        return first;
      }
      spread = Math.clamp(Math.sqrt(squares / (within - levels) / WITHIN_REACH), first / 2, first * 2);
    }
    return spread;
  }

  /** Return by how much the search takes the variance of a level's mean to be inflated: the long-run variance over the variance. */
  double inflation() {
    return Autocorrelation.inflation(rho);
  }

  /** Return by how much intervals take it to be. */
  double inflationOfIntervals() {
    return Autocorrelation.inflation(resemblance);
  }

  /** Only what exceeds so many standard errors counts: independent series must not be taken for autocorrelated ones. */
  private static double certain(double rho, double errors, int points) {
    return Math.clamp(rho - errors / Math.sqrt(points), 0, MOST_RHO);
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
