package dev.assay.analysis.change;

import dev.assay.analysis.stats.MannWhitney;
import java.util.Arrays;

/** How strongly the points on the two sides of a split speak for it. */
final class Strength {

  private Strength() {}

  /** z squared of the rank test, deflated; and the most it can be. */
  static double[] rank(double[] series, int from, int at, int to, Noise noise) {
    double[] part = Arrays.copyOfRange(series, from, to);
    Arrays.sort(part);
    double sum = 0;
    for (int i = from; i < at; i++) {
      int lo = Arrays.binarySearch(part, series[i]);
      int hi = lo;
      while (lo > 0 && part[lo - 1] == series[i]) lo--;
      while (hi < part.length - 1 && part[hi + 1] == series[i]) hi++;
      sum += (lo + hi) / 2.0 + 1;
    }
    double n = at - from, m = to - at;
    double u = sum - n * (n + 1) / 2 - n * m / 2;
    double var = n * m * (n + m + 1) / 12;
    return new double[] {u * u / var / noise.inflation(), n * m / 4 * n * m / var / noise.inflation()};
  }

  /** What the merged level costs more than the two, in the biweight loss. */
  static double gain(double[] series, int from, int at, int to, double sigma) {
    return cost(series, from, to, sigma) - cost(series, from, at, sigma) - cost(series, at, to, sigma);
  }

  static double level(double[] series, int from, int to, double sigma) {
    double[] part = Arrays.copyOfRange(series, from, to);
    Arrays.sort(part);
    double level = part.length % 2 == 1 ? part[part.length / 2] : (part[part.length / 2 - 1] + part[part.length / 2]) / 2;
    double reach = Math.sqrt(Biweight.CAP) * sigma;
    for (int round = 0; round < 3; round++) {
      double sum = 0;
      int count = 0;
      for (double x : part) {
        if (Math.abs(x - level) <= reach) {
          sum += x;
          count++;
        }
      }
      level = count == 0 ? level : sum / count;
    }
    return level;
  }

  static double cost(double[] series, int from, int to, double sigma) {
    double level = level(series, from, to, sigma);
    double sum = 0;
    for (int i = from; i < to; i++) {
      double d = (series[i] - level) / sigma;
      sum += Math.min(d * d, Biweight.CAP);
    }
    return sum;
  }

  /** Cost differences of three explanations: [step, line, line with step], least squares after pulling in outliers. */
  static double[] trend(double[] series, int from, int at, int to, double sigma) {
    double a = level(series, from, at, sigma), b = level(series, at, to, sigma);
    double reach = 3 * sigma;
    int n = to - from;
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      double m = i + from < at ? a : b;
      y[i] = Math.clamp(series[from + i], m - reach, m + reach);
    }
    int k = at - from;
    double s2 = sigma * sigma;
    // sums
    double[] left = sums(y, 0, k), right = sums(y, k, n), all = sums(y, 0, n);
    double step = left[2] + right[2];
    double line = all[2] - (all[3] > 0 ? all[4] * all[4] / all[3] : 0);
    double both = step - (left[3] + right[3] > 0 ? Math.pow(left[4] + right[4], 2) / (left[3] + right[3]) : 0);
    return new double[] {step / s2, line / s2, both / s2};
  }

  /** n, mean, Syy, Sxx, Sxy of y over its index. */
  private static double[] sums(double[] y, int from, int to) {
    double n = to - from, my = 0, mx = (from + to - 1) / 2.0;
    for (int i = from; i < to; i++) my += y[i];
    my /= n;
    double syy = 0, sxx = 0, sxy = 0;
    for (int i = from; i < to; i++) {
      syy += (y[i] - my) * (y[i] - my);
      sxx += (i - mx) * (i - mx);
      sxy += (i - mx) * (y[i] - my);
    }
    return new double[] {n, my, syy, sxx, sxy};
  }
}
