package dev.assay.analysis.compare;

import dev.assay.analysis.stats.Interval;

/**
 * What the comparison says of one KPI.
 *
 * @param percent by how much the candidate lies above the baseline (Hodges-Lehmann), in percent
 * @param percentInterval its 95 % interval
 * @param pValue the larger one of the exact rank test's and that of the shift's distance; 1 when there was nothing to test
 * @param adjusted the same, adjusted for all KPIs of the build
 * @param baselineBuilds how many builds of the current level it was compared with
 * @param repeats how many repeats the candidate has
 * @param moreRuns how many more repeats an answer needs; 0 unless more are needed
 * @param moreBaseline how many more readings of the baseline it needs besides
 * @param detectablePercent the least change that so many repeats show with 80 % power, in percent
 * @param bimodal whether the baseline's readings jump between two modes
 * @param reason why more runs are needed; empty otherwise
 */
public record Finding(
    String id,
    Answer answer,
    double percent,
    Interval percentInterval,
    double cliffsDelta,
    double pValue,
    double adjusted,
    int baselineBuilds,
    int repeats,
    int moreRuns,
    int moreBaseline,
    double detectablePercent,
    boolean bimodal,
    String reason) {

  /** What is known of the KPI. CHANGE is for KPIs of which neither way is better. */
  public enum Answer {
    REGRESSION,
    IMPROVEMENT,
    CHANGE,
    NONE,
    NEEDS_MORE_RUNS
  }

  Finding needing(int runs, int ofBaseline, String why) {
    return new Finding(
        id, Answer.NEEDS_MORE_RUNS, percent, percentInterval, cliffsDelta, pValue, adjusted, baselineBuilds, repeats, runs, ofBaseline, detectablePercent, bimodal, why);
  }
}
