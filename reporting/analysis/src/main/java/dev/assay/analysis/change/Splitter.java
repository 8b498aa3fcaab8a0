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
      return new Split(new int[0], Noise.NONE, 0);
    }
    var rough = Noise.rough(series);
    if (rough.sigma() == 0) {
      return new Split(new int[0], rough, 0);
    }
    double logarithm = Math.log(series.length);
    var first = rough.around(series, Biweight.split(series, rough, ROUGH_PENALTY * logarithm));
    var noise = first.equals(rough) ? first : first.around(series, Biweight.split(series, first, ROUGH_PENALTY * logarithm));
    double penalty = PENALTY * logarithm * noise.inflation();
    int[] steps = steps(series, noise, penalty);
    return steps.length == 0 ? new Split(steps, noise, 0) : againstTrend(series, steps, noise, penalty, SLOPE_PENALTY * logarithm * noise.inflation());
  }

  private static Split againstTrend(double[] series, int[] steps, Noise noise, double penalty, double slopePenalty) {
    double slope = Drift.slope(series, noise.sigma());
    double[] level = Drift.without(series, slope);
    double costOfSteps = cost(series, steps, noise, penalty);
    int[] candidates = Biweight.split(level, noise, penalty / noise.inflation());
    if (cost(level, candidates, noise, penalty) + slopePenalty >= costOfSteps) {
      return new Split(steps, noise, 0); // what remains of the candidates would cost more still
    }
    int[] fewer = standing(level, candidates, noise);
    boolean isTrend = fewer.length < steps.length && cost(level, fewer, noise, penalty) + slopePenalty < costOfSteps;
    return isTrend ? new Split(fewer, noise, slope) : new Split(steps, noise, 0);
  }

  private static double cost(double[] series, int[] splits, Noise noise, double penalty) {
    return Levels.loss(series, splits, noise.sigma()) + penalty * splits.length;
  }

  private static int[] steps(double[] series, Noise noise, double penalty) {
    return standing(series, Biweight.split(series, noise, penalty / noise.inflation()), noise);
  }

  private static int[] standing(double[] series, int[] candidates, Noise noise) {
    return Placement.of(series, Elimination.of(series, candidates, noise), noise);
  }
}
