package dev.assay.testkit.prove;

import dev.assay.core.defect.SeededDefect;
import dev.assay.testkit.plan.Suite;
import java.time.Duration;

/**
 * What one tier made of one defect.
 *
 * @param after how long after the first attempt began it was found, in the lab's time; the whole run's length when it was not
 * @param testCase the case that found it; blank when none did
 * @param seen what the case saw, in one line
 */
public record Finding(Suite tier, SeededDefect defect, Result result, Duration after, String testCase, String seen) {

  /** How it went. */
  public enum Result {
    /** A case failed. */
    FOUND,
    /** The defect says that this tier can find it, and no case failed. */
    MISSED,
    /** No case failed, and the defect does not say that this tier can find it. */
    NOT_IN_REACH,
    /** No case failed, and some said nothing. */
    UNDECIDED
  }
}
