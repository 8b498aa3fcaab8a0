package dev.assay.inventory.planning;

import dev.assay.core.HostId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What happens next, and what is expected to happen after that.
 *
 * @param slots one for each claim, in the order in which claims were considered
 * @param evictions leases to be told to go now
 */
public record Plan(List<Slot> slots, List<Eviction> evictions) {

  /**
   * A claim's place.
   *
   * @param start when it is expected to begin; empty when no release would ever help
   * @param end until when its hosts are kept for it
   * @param hosts in the order asked for
   */
  public record Slot(Claim claim, Optional<Instant> start, Instant end, List<HostId> hosts, List<Unit> units) {}

  /** A lease that has to go, and for whom. */
  public record Eviction(String holding, Claim claim) {}

  /** Return what can be granted at this instant. */
  public List<Slot> grants(Instant now) {
    return slots.stream().filter(slot -> slot.start().filter(start -> !start.isAfter(now)).isPresent()).toList();
  }

  public Slot of(long claim) {
    return slots.stream().filter(slot -> slot.claim().id() == claim).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the plan was made without claim " + claim));
  }
}
