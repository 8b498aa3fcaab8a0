package dev.assay.analysis.change;

import java.util.List;

/**
 * What is known of a series.
 *
 * @param readings how many builds have a reading
 * @param noisePercent standard deviation of a build's value around its level, in percent of the level
 * @param autocorrelation between neighbouring builds, from 0
 * @param driftPercent the slow trend per build that was told from steps, in percent; 0 if none
 * @param stableSince the first build of the current level
 * @param bimodal whether readings jump between two modes around their level, which a median hides
 */
public record Detection(
    String id, List<ChangePoint> changes, int readings, double noisePercent, double autocorrelation, double driftPercent, int stableSince, boolean bimodal) {

  public Detection {
    changes = List.copyOf(changes);
  }
}
