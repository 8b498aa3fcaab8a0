package dev.assay.analysis.gate;

import java.util.OptionalDouble;

/**
 * What a run's end does about its suspects by itself: tries them again, and looks for the build that brought what is real.
 *
 * @param tries at most so many tries of each suspect, all calls together
 * @param suspects when there are more than this the build is broken, and none is tried
 * @param change of a KPI that matters
 * @param bisectRuns at most so many runs of one bisection; 0 starts none
 * @param hostHours of lab time that all of it may take after one run, if it is limited
 */
public record FollowUp(int tries, int suspects, Percent change, int bisectRuns, OptionalDouble hostHours) {

  /** Both ends of a bisection are tried four times each, and something between them once. */
  public static final int LEAST_BISECTION = 9;

  public FollowUp {
    if (tries < 1 || suspects < 1) {
      throw new IllegalArgumentException("a follow-up of " + suspects + " suspects with " + tries + " tries each would do nothing; leave it out instead");
    }
    if (bisectRuns != 0 && bisectRuns < LEAST_BISECTION) {
      throw new IllegalArgumentException("a bisection takes " + LEAST_BISECTION + " runs at least, not " + bisectRuns);
    }
    if (!(change.value().doubleValue() > 0)) {
      throw new IllegalArgumentException("a KPI change of " + change + " cannot be told from none");
    }
  }
}
