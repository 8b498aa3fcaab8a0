package dev.assay.analysis.compare;

import java.util.Arrays;

/** Whether the repeats of a build tell one story: two outliers among ordinary readings are no new level. */
final class Agreement {

  /** The share of the baseline that lies short of a reading which speaks for the change. */
  private static final double BEYOND = 0.8;

  /** The share of the repeats that must speak for it. */
  private static final double SHARE = 0.8;

  private Agreement() {}

  /** Return how many of the repeats lie beyond most of the baseline, on the side of the change. */
  static int speaking(double[] baseline, double[] repeats, boolean upwards) {
    double[] sorted = baseline.clone();
    Arrays.sort(sorted);
    int place = (int) Math.floor(BEYOND * (sorted.length - 1));
    double limit = upwards ? sorted[place] : sorted[sorted.length - 1 - place];
    return (int) Arrays.stream(repeats).filter(value -> upwards ? value > limit : value < limit).count();
  }

  static boolean isEnough(int speaking, int repeats) {
    return speaking >= Math.ceil(SHARE * repeats);
  }
}
