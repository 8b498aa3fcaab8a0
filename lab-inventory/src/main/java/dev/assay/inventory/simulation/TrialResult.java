package dev.assay.inventory.simulation;

import java.time.Duration;
import java.util.List;

/**
 * What a trial came to.
 *
 * @param violations what must hold and did not, each in one line; empty when all is well
 * @param served claims whose work was done
 * @param crashes controllers that died, stalls of the database, jumps of clocks and failed hosts together
 * @param told forecasts that came true or not, each beside what happened
 * @param longestWait of any claim
 */
public record TrialResult(
    long seed, List<String> violations, int served, int grants, int expiries, int evictions, int missed, int crashes, int refusedLate, List<Told> told,
    Duration longestWait, Duration took) {

  /** A forecast and what came of it, as waits from the moment it was made. */
  public record Told(Duration soonest, Duration expected, Duration latest, Duration actual) {
    public boolean covered() {
      return actual.compareTo(soonest.minusMinutes(1)) >= 0 && actual.compareTo(latest.plusMinutes(1)) <= 0;
    }

    public Duration error() {
      return actual.minus(expected).abs();
    }
  }

  public boolean holds() {
    return violations.isEmpty();
  }
}
