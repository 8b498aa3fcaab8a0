package dev.assay.analysis.change;

import dev.assay.analysis.stats.Autocorrelation;
import java.util.Arrays;

/**
 * The spread of a series around its levels, whatever the levels are, and how much neighbours resemble each other.
 *
 * <p>Both come from differences of points one and two apart, which a few shifts and spikes do not move: for first-order
 * autocorrelation rho the differences have variances 2 s^2 (1 - rho) and 2 s^2 (1 - rho^2), whose ratio is 1 + rho (cf.
 * Romano, Rigaill, Runge and Fearnhead 2022, who estimate from such differences too).
 *
 * @param sigma standard deviation of a point around its level
 * @param rho autocorrelation at lag 1, from 0 to {@value #MOST_RHO}
 */
record Noise(double sigma, double rho) {

  static final double MOST_RHO = 0.7;

  static Noise of(double[] series) {
    double one = spread(series, 1);
    double two = spread(series, 2);
    double own = Math.max(one, 0);
    if (own == 0) {
      return new Noise(Math.max(two, fallback(series)) / Math.sqrt(2), 0);
    }
    double rho = Math.clamp(two * two / (one * one) - 1, 0, MOST_RHO);
    double sure = rho - ROUGHNESS / Math.sqrt(series.length);
    double used = Math.max(0, sure);
    return new Noise(one / Math.sqrt(2 * (1 - used)), used);
  }

  static double ROUGHNESS = 1.0;
  static double BIAS = 1.0;
  static double SHRINK = 0.0;

  /** Estimate again from what is left around the levels of a split. */
  static Noise around(double[] series, int[] splits, Noise rough) {
    int n = series.length;
    double[] residual = new double[n];
    int from = 0;
    for (int i = 0; i <= splits.length; i++) {
      int to = i < splits.length ? splits[i] : n;
      double level = Strength.level(series, from, to, rough.sigma);
      for (int t = from; t < to; t++) {
        residual[t] = Math.clamp(series[t] - level, -2.5 * rough.sigma, 2.5 * rough.sigma);
      }
      from = to;
    }
    double c0 = 0, c1 = 0;
    from = 0;
    for (int t = 0; t < n; t++) {
      c0 += residual[t] * residual[t];
      if (t > 0) c1 += residual[t] * residual[t - 1];
    }
    double r = c0 == 0 ? 0 : c1 / c0;
    double k = splits.length + 1;
    double corrected = r + BIAS * (1 + 3 * Math.max(r, 0)) * k / n;
    double rho = Math.clamp(corrected - SHRINK / Math.sqrt(n), 0, MOST_RHO);
    return new Noise(rough.sigma * Math.sqrt(1 - rough.rho) / Math.sqrt(1 - rho), rho);
  }

  /** Return by how much the variance of a level's mean is inflated: the long-run variance over the variance. */
  double inflation() {
    return Autocorrelation.inflation(rho);
  }

  /** The spread of differences, by the interquartile-like middle 68 %: more efficient than the median alone. */
  private static double spread(double[] series, int lag) {
    if (series.length <= lag) {
      return 0;
    }
    double[] differences = new double[series.length - lag];
    for (int i = lag; i < series.length; i++) {
      differences[i - lag] = Math.abs(series[i] - series[i - lag]);
    }
    Arrays.sort(differences);
    double place = 0.6826894921370859 * (differences.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, differences.length - 1);
    return differences[below] + (place - below) * (differences[above] - differences[below]);
  }

  /** For a series that mostly stands still: the mean absolute step. */
  private static double fallback(double[] series) {
    double sum = 0;
    for (int i = 1; i < series.length; i++) {
      sum += Math.abs(series[i] - series[i - 1]);
    }
    return series.length < 2 ? 0 : sum / (series.length - 1);
  }
}
