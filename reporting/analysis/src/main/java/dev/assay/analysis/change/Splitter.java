package dev.assay.analysis.change;

/**
 * Finds the change points of a prepared series (no gaps, on its scale), with one setting for all.
 *
 * <p>Penalties grow with the logarithm of the number of points (Schwarz 1978) and with the long-run variance. The settings
 * were chosen on seeded series of many kinds and checked on others; docs/kpi-analysis.md has both results.
 */
final class Splitter {

  private static final double ROUGH_PENALTY = 3;
  private static final double PENALTY = 2.6;
  private static final double SLOPE_PENALTY = 1.6;

  private Splitter() {}

  /**
   * What was found.
   *
   * @param splits first points of new levels
   * @param slope the trend per point that was taken out, 0 if none
   */
  record Split(int[] splits, Noise noise, double slope) {}

  static Split of(double[] series) {
    if (series.length < 2 * Strength.LEAST_POINTS) {
      return new Split(new int[0], new Noise(0, 0), 0);
    }
    var rough = Noise.rough(series);
    if (rough.sigma() == 0) {
      return new Split(new int[0], rough, 0);
    }
    double logarithm = Math.log(series.length);
    var noise = rough.around(series, Biweight.split(series, rough, ROUGH_PENALTY * logarithm));
    noise = noise.around(series, Biweight.split(series, noise, ROUGH_PENALTY * logarithm));
    double penalty = PENALTY * logarithm * noise.inflation();
    int[] steps = steps(series, noise, penalty);
    return steps.length == 0 ? new Split(steps, noise, 0) : againstTrend(series, steps, noise, penalty, SLOPE_PENALTY * logarithm * noise.inflation());
  }

  private static Split againstTrend(double[] series, int[] steps, Noise noise, double penalty, double slopePenalty) {
    double slope = Drift.slope(series, noise.sigma());
    double[] level = Drift.without(series, slope);
    int[] fewer = steps(level, noise, penalty);
    double costOfSteps = Levels.loss(series, steps, noise.sigma()) + penalty * steps.length;
    double costOfTrend = Levels.loss(level, fewer, noise.sigma()) + penalty * fewer.length + slopePenalty;
    return fewer.length < steps.length && costOfTrend < costOfSteps ? new Split(fewer, noise, slope) : new Split(steps, noise, 0);
  }

  private static int[] steps(double[] series, Noise noise, double penalty) {
    return Placement.of(series, Elimination.of(series, Biweight.split(series, noise, penalty / noise.inflation()), noise), noise);
  }
}
