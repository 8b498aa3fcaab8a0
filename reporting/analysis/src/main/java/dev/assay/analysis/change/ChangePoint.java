package dev.assay.analysis.change;

import dev.assay.analysis.stats.Interval;

/**
 * A build at which a KPI moved to a new level. Builds count from 0.
 *
 * @param build the first build of the new level
 * @param earliest the first build at which the change may really lie, at 95 % confidence
 * @param latest the last such build
 * @param before median of the level before, in the KPI's unit
 * @param after median of the level after, in the KPI's unit
 * @param percent by how much the level moved, relative to before (Hodges-Lehmann)
 * @param percentInterval its 95 % interval, widened by autocorrelation; infinite when there are too few points
 * @param cliffsDelta how apart the two levels are, from -1 to 1
 * @param provisional whether few builds follow yet, so that it may still move or vanish
 * @param wentAway whether the level moved back to where it was with the next change point
 * @param witnesses how strongly each of the witnesses speaks for it: all of them must
 */
public record ChangePoint(
    int build,
    int earliest,
    int latest,
    double before,
    double after,
    double percent,
    Interval percentInterval,
    double cliffsDelta,
    Direction.Meaning meaning,
    boolean provisional,
    boolean wentAway,
    Strength witnesses) {

  /** Return how far beyond what was asked the weakest witness stands; 1 is just enough. */
  public double strength() {
    return witnesses.least();
  }
}
