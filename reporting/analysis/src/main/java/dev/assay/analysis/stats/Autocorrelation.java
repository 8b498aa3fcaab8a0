package dev.assay.analysis.stats;

/** How much neighbouring points of a series resemble each other. */
public final class Autocorrelation {

  private Autocorrelation() {}

  /** Return the sample autocorrelation at lag 1 around the mean (Box and Jenkins 1970); 0 for a constant series. */
  public static double lagOne(double[] series) {
    double mean = Descriptive.mean(series);
    double products = 0;
    double squares = 0;
    for (int i = 0; i < series.length; i++) {
      squares += (series[i] - mean) * (series[i] - mean);
      products += i == 0 ? 0 : (series[i] - mean) * (series[i - 1] - mean);
    }
    return squares == 0 ? 0 : products / squares;
  }

  /**
   * Return the long-run variance with Bartlett's weights (Newey and West 1987), about the mean.
   *
   * @param lags how many lags count; 0 gives the plain variance with divisor n
   */
  public static double longRunVariance(double[] series, int lags) {
    double mean = Descriptive.mean(series);
    double sum = 0;
    for (int lag = 0; lag <= lags; lag++) {
      double products = 0;
      for (int i = lag; i < series.length; i++) {
        products += (series[i] - mean) * (series[i - lag] - mean);
      }
      sum += (lag == 0 ? 1 : 2) * (1 - lag / (lags + 1.0)) * products / series.length;
    }
    return sum;
  }

  /** Return by how much first-order autocorrelation inflates the variance of a mean: (1 + rho) / (1 - rho). */
  public static double inflation(double rho) {
    return (1 + rho) / (1 - rho);
  }
}
