package dev.assay.testkit.prove;

import dev.assay.core.defect.SeededDefect;
import dev.assay.testkit.plan.Suite;
import java.time.Duration;
import java.util.Locale;

/**
 * What one tier made of one defect.
 *
 * @param after how long after the first attempt began it was found, in the lab's time; the whole run's length when it was not. Of what readings
 *     show, the length of the runs that were held against those of builds without
 * @param testCase the case that found it; blank when none did
 * @param seen what the case saw, or which readings became worse, in one line
 */
public record Finding(Suite tier, SeededDefect defect, Result result, Duration after, String testCase, String seen) {

  /** Return what a tier makes of a defect that it is not tried against. */
  static Finding untried(Suite tier, SeededDefect defect) {
    return new Finding(tier, defect, Result.NOT_IN_REACH, Duration.ZERO, "", "");
  }

  /** Tell whether the tier found it, by a case or by what it measured. */
  public boolean isFound() {
    return result == Result.FOUND || result == Result.BY_READINGS;
  }

  /** How it went. */
  public enum Result {
    /** A case failed. */
    FOUND,
    /** No case failed, and what was measured is worse than of builds without, as the gate compares them. */
    BY_READINGS,
    /** The defect says that this tier can find it, and nothing showed it. */
    MISSED,
    /** Nothing showed it, and the defect does not say that this tier can find it. */
    NOT_IN_REACH,
    /** No case failed, and some said nothing. */
    UNDECIDED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }
}
