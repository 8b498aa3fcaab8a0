package dev.assay.site.pages;

import java.util.List;

/**
 * A build against another.
 *
 * @param sentence the whole in one line
 * @param hidden how many lines are not asked for
 * @param more how many lines are asked for and left out, being less sure than those shown
 * @param differences of what the two were run with
 */
public record CompareView(
    String base, String build, List<String> builds, String sentence, List<Line> lines, boolean regressionsOnly, List<Difference> differences, int hidden,
    int more) {

  /**
   * A metric.
   *
   * @param percent by how much the build lies above the base, in percent
   * @param n how many runs of the build, and how many builds of the base's level
   * @param primary whether users notice it themselves
   * @param adjusted the p-value, adjusted for all metrics compared at once
   */
  public record Line(
      String kpi, String dimensions, String unit, String better, double baseMedian, double median, double percent, double low, double high, double adjusted, int n, int baseN,
      String answer, int moreRuns, double detectable, String reason, double baseLeast, double baseP95, double baseMost, double least, double p95, double most,
      boolean primary) {

    /** Say the answer as people read it. */
    public String word() {
      return switch (answer) {
        case "REGRESSION" -> "WORSE";
        case "IMPROVEMENT" -> "BETTER";
        case "NEEDS_MORE_RUNS" -> "MORE RUNS";
        case "CHANGE" -> "CHANGE";
        default -> "same";
      };
    }
  }

  public record Difference(String what, String base, String build) {}
}
