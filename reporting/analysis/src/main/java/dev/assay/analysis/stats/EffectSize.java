package dev.assay.analysis.stats;

/** How large a difference is, free of units. */
public final class EffectSize {

  private EffectSize() {}

  /**
   * Return Cliff's delta: the chance that the second sample is larger, minus the chance that it is smaller (Cliff 1993).
   *
   * @return from -1 (all of the second below all of the first) to 1
   */
  public static double cliffsDelta(double[] first, double[] second) {
    MannWhitney.check(first, second);
    double u = Ranks.of(second, first).doubledSumOfFirst() / 2.0 - second.length * (second.length + 1.0) / 2;
    return 2 * u / (first.length * (double) second.length) - 1;
  }
}
