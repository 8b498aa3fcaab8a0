package dev.assay.inventory;

import java.util.List;
import java.util.Locale;

/** The life cycle of a host in the inventory; being leased is apart from it. */
public enum HostState {
  READY,
  QUARANTINED,
  MAINTENANCE,
  RETIRED;

  /** Return whether somebody may bring a host from this state into that one; the one table of transitions. */
  public boolean canBecome(HostState next) {
    return switch (this) {
      case READY -> List.of(READY, QUARANTINED, MAINTENANCE, RETIRED).contains(next);
      case QUARANTINED -> List.of(QUARANTINED, READY, MAINTENANCE, RETIRED).contains(next);
      case MAINTENANCE -> List.of(MAINTENANCE, READY, QUARANTINED, RETIRED).contains(next);
      // A host that left the lab comes back by being declared again, then it must be looked at before it is used.
      case RETIRED -> List.of(RETIRED, MAINTENANCE).contains(next);
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
