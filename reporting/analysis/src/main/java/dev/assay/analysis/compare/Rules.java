package dev.assay.analysis.compare;

/**
 * What counts as a change.
 *
 * @param falseDiscovery the share of false ones allowed among the changes told
 * @param minimumPercent changes smaller than this do not matter
 * @param anyDependence whether KPIs may depend on each other in any way (Benjamini-Yekutieli), not only positively
 */
public record Rules(double falseDiscovery, double minimumPercent, boolean anyDependence) {

  public static final Rules DEFAULT = new Rules(0.05, 1, false);

  public Rules {
    if (!(falseDiscovery > 0 && falseDiscovery < 1) || !(minimumPercent >= 0)) {
      throw new IllegalArgumentException(
          "a false-discovery share lies between 0 and 1 and a minimum change is not negative: " + falseDiscovery + ", " + minimumPercent + " %");
    }
  }
}
