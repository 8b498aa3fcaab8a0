package dev.assay.analysis.change;

import java.util.Arrays;
import java.util.stream.IntStream;

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

  /** So many builds on either side make up the neighbourhood of one. */
  private static final int NEIGHBOURS = 3;

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

  /** Positive values are taken in proportion, unless some come close to nothing: levels far below the median are no such ones. */
  private static boolean isProportional(double[] raw) {
    double least = Arrays.stream(raw).min().orElse(0);
    if (least <= 0) {
      return false;
    }
    double limit = LEAST_OF_MEDIAN * Levels.median(raw.clone());
    return least >= limit || IntStream.range(0, raw.length).allMatch(i -> raw[i] >= limit || raw[i] >= LEAST_OF_MEDIAN * neighbourhood(raw, i));
  }

  private static double neighbourhood(double[] raw, int at) {
    return Levels.median(Arrays.copyOfRange(raw, Math.max(0, at - NEIGHBOURS), Math.min(raw.length, at + NEIGHBOURS + 1)));
  }
}
