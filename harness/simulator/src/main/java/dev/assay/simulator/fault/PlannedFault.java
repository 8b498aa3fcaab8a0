package dev.assay.simulator.fault;

import java.time.Duration;
import java.util.Optional;

/**
 * A fault that is to happen by itself.
 *
 * @param when when, counted from the lab's beginning
 * @param lasting how long until its recovery; empty for never
 */
public record PlannedFault(Scope scope, Fault fault, When when, Optional<Duration> lasting) {

  public PlannedFault {
    if (when instanceof When.AtChance && lasting.isEmpty() && !fault.isMomentary()) {
      throw new IllegalArgumentException("a fault that comes again and again says how long it lasts");
    }
  }

  /** When a planned fault happens. */
  public sealed interface When {

    /** Once, to everything in scope at the same time. */
    record At(Duration after) implements When {}

    /** Again and again, at seeded chance with this mean between two; each time to one host of the scope. */
    record AtChance(Duration mean) implements When {}
  }
}
