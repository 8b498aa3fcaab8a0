package dev.assay.analysis.evaluation;

import dev.assay.analysis.stats.SplitMix;
import java.util.Arrays;
import java.util.List;

/**
 * What moves a KPI while its level holds. Parameters are drawn anew for each series; the standard deviation is about 1, that
 * of the body without the outliers where there are such.
 *
 * <p>The settings of the analysis were chosen on the kinds called tuning. The held-out ones are for reports alone.
 */
public enum NoiseKind {
  GAUSSIAN(true),
  HEAVY_TAILED(true),
  AUTOCORRELATED(true),
  MULTI_MODAL(true),
  SPIKES(true),
  DRIFT(true),
  HETEROSCEDASTIC(true),
  /** A long tail to the right, as latencies have. */
  SKEWED(false),
  /** Neighbours share a half of their noise, and nothing further. */
  MOVING_AVERAGE(false),
  /** Readings in whole steps, a few of them wide. */
  ROUNDED(false),
  /** A weekly cycle under the noise. */
  WEEKLY(false),
  /** Calm and wild builds follow each other in bouts. */
  VOLATILE(false),
  /** Outliers that last for two to four builds. */
  BURSTS(false),
  /** A level between two bounds, evenly. */
  UNIFORM(false);

  private final boolean tuning;

  NoiseKind(boolean tuning) {
    this.tuning = tuning;
  }

  /** List the kinds that settings were chosen on, or those that they were not. */
  public static List<NoiseKind> all(boolean tuning) {
    return Arrays.stream(values()).filter(kind -> kind.tuning == tuning).toList();
  }

  double[] noise(SplitMix chance, int length) {
    return switch (this) {
      case GAUSSIAN -> Noises.gaussian(chance, length);
      case HEAVY_TAILED -> Noises.heavyTailed(chance, length);
      case AUTOCORRELATED -> Noises.autocorrelated(chance, length);
      case MULTI_MODAL -> Noises.multiModal(chance, length);
      case SPIKES -> Noises.spikes(chance, length);
      case DRIFT -> Noises.drift(chance, length);
      case HETEROSCEDASTIC -> Noises.heteroscedastic(chance, length);
      case SKEWED -> Noises.skewed(chance, length);
      case MOVING_AVERAGE -> Noises.movingAverage(chance, length);
      case ROUNDED -> Noises.rounded(chance, length);
      case WEEKLY -> Noises.weekly(chance, length);
      case VOLATILE -> Noises.volatileBouts(chance, length);
      case BURSTS -> Noises.bursts(chance, length);
      case UNIFORM -> Noises.uniform(chance, length);
    };
  }
}
