package dev.assay.analysis.change;

import java.util.Arrays;

/**
 * A series made ready: one value per build that has one, on its scale.
 *
 * @param raw medians of the repeats, in the KPI's unit
 * @param values the same on the scale of the analysis
 * @param builds which build each value stands for
 * @param logarithmic whether that scale is logarithmic, where noise and changes are in proportion
 */
record Prepared(double[] raw, double[] values, int[] builds, boolean logarithmic) {

  /** A reading this far below the median would be an outlier on the logarithmic scale alone. */
  private static final double LEAST_OF_MEDIAN = 0.1;

  static Prepared of(Series series) {
    int[] builds = new int[series.builds().size()];
    double[] raw = new double[builds.length];
    int used = 0;
    for (int build = 0; build < builds.length; build++) {
      double[] repeats = series.builds().get(build);
      if (repeats.length > 0) {
        builds[used] = build;
        raw[used++] = Levels.median(repeats.clone());
      }
    }
    raw = Arrays.copyOf(raw, used);
    boolean logarithmic = isProportional(raw);
    return new Prepared(raw, logarithmic ? Arrays.stream(raw).map(StrictMath::log).toArray() : raw, Arrays.copyOf(builds, used), logarithmic);
  }

  /** Positive values are taken in proportion, unless some come close to nothing. */
  private static boolean isProportional(double[] raw) {
    double least = Arrays.stream(raw).min().orElse(0);
    return least > 0 && least >= LEAST_OF_MEDIAN * Levels.median(raw.clone());
  }
}
