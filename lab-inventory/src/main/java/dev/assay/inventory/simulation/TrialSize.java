package dev.assay.inventory.simulation;

import dev.assay.inventory.planning.Policy;
import java.time.Duration;

/**
 * How large a trial is.
 *
 * @param hosts how many
 * @param requests how many
 * @param span how long requests keep coming; the trial goes on until all are served
 */
public record TrialSize(int hosts, int requests, Duration span) {

  /** Of which thousands can be tried in seconds. */
  public static final TrialSize HOURS = new TrialSize(5, 16, Duration.ofHours(3));

  public static final TrialSize DAY = new TrialSize(12, 120, Duration.ofHours(20));

  public static final TrialSize WEEKS = new TrialSize(200, 3_000, Duration.ofDays(14));

  private static final double LOAD = 0.75;
  private static final double HOSTS_OF_A_REQUEST = 1.8;

  /** Return what planning goes by: patience comes to its end within the trial. */
  Policy policy() {
    var half = span.dividedBy(2);
    var patience = half.compareTo(Policy.USUAL.patience()) < 0 ? half : Policy.USUAL.patience();
    return new Policy(Policy.USUAL.notice(), patience, Policy.USUAL.gain());
  }

  /** Return how long work usually takes so that the lab is nearly full. */
  Duration usualWork() {
    return Duration.ofMillis((long) (LOAD * hosts * span.toMillis() / (requests * HOSTS_OF_A_REQUEST)));
  }
}
