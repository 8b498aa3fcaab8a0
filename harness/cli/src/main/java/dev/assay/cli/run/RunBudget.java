package dev.assay.cli.run;

import java.time.Duration;

/**
 * How the limit of a run is divided among its steps, so that one that takes too long is ended while there is time for those after
 * it: waiting for hosts may take half, and at the end a twentieth is kept (1 to 10 minutes, of short limits at most a quarter)
 * for giving the hosts back, judging, and reports. What a step leaves is for the next.
 */
record RunBudget(Duration limit) {

  private static final Duration LEAST_FOR_ENDING = Duration.ofMinutes(1);
  private static final Duration MOST_FOR_ENDING = Duration.ofMinutes(10);
  private static final int HALF = 2;
  private static final int TWENTIETH = 20;
  private static final int QUARTER = 4;

  Duration forHosts() {
    return limit.dividedBy(HALF);
  }

  Duration forEnding() {
    var share = limit.dividedBy(TWENTIETH);
    var bounded = share.compareTo(LEAST_FOR_ENDING) < 0 ? LEAST_FOR_ENDING : share.compareTo(MOST_FOR_ENDING) > 0 ? MOST_FOR_ENDING : share;
    var quarter = limit.dividedBy(QUARTER);
    return bounded.compareTo(quarter) < 0 ? bounded : quarter;
  }

  /** From the run's begin until what is tried is cut short. */
  Duration untilEnding() {
    return limit.minus(forEnding());
  }
}
