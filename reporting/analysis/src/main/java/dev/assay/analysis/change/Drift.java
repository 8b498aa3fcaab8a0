package dev.assay.analysis.change;

/** Tells a slow trend from steps: a trend is well described by one slope, which costs less than a staircase. */
final class Drift {

  private static final int ROUNDS = 5;
  private static final double REACH = 3;

  private Drift() {}

  /** Fit one line through all points; residuals beyond reach are pulled in (Huber 1964). Return the slope per point. */
  static double slope(double[] series, double sigma) {
    int n = series.length;
    double middle = (n - 1) / 2.0;
    double across = n * ((double) n * n - 1) / 12;
    double height = Levels.median(series.clone());
    double slope = 0;
    for (int round = 0; round < ROUNDS; round++) {
      double sum = 0;
      double moment = 0;
      for (int i = 0; i < n; i++) {
        double fit = height + slope * (i - middle);
        double value = round == 0 ? series[i] : Math.clamp(series[i], fit - REACH * sigma, fit + REACH * sigma);
        sum += value;
        moment += (i - middle) * value;
      }
      height = sum / n;
      slope = moment / across;
    }
    return slope;
  }

  static double[] without(double[] series, double slope) {
    double[] level = series.clone();
    for (int i = 0; i < level.length; i++) {
      level[i] -= slope * i;
    }
    return level;
  }
}
