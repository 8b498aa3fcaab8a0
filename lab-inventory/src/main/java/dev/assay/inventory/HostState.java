package dev.assay.inventory;

import java.util.List;
import java.util.Locale;

/**
 * The life cycle of a host, with the one table of transitions.
 *
 * <p>{@link #LEASED} is never stored: whether a host is leased is what its open lease says, and nothing else. A released host
 * is what it was before.
 */
public enum HostState {
  /** May be granted. */
  READY,
  /** Somebody has it. */
  LEASED,
  /** Its last holder vanished and nobody knows what was left behind; granted after all ready ones, checked before use. */
  CLEANING,
  /** A check failed or evidence speaks against it; not granted until a check clears it. */
  SUSPECT,
  /** Known to be bad; not granted until a person says that it is mended. */
  QUARANTINED,
  /** In a person's hands. */
  MAINTENANCE,
  /** Not part of the lab any more. */
  RETIRED;

  /** Return whether a host may come from this state into that one; the one table of transitions. */
  public boolean canBecome(HostState next) {
    return next == this && this != LEASED || switch (this) {
      case READY -> List.of(LEASED, SUSPECT, QUARANTINED, MAINTENANCE, RETIRED).contains(next);
      case LEASED -> List.of(READY, CLEANING, SUSPECT, QUARANTINED, MAINTENANCE, RETIRED).contains(next);
      case CLEANING -> List.of(LEASED, READY, SUSPECT, QUARANTINED, MAINTENANCE, RETIRED).contains(next);
      case SUSPECT, MAINTENANCE -> List.of(READY, CLEANING, SUSPECT, QUARANTINED, MAINTENANCE, RETIRED).contains(next);
      case QUARANTINED -> List.of(READY, MAINTENANCE, RETIRED).contains(next);
      // A host that left the lab comes back by being declared again, or must be looked at before it is used.
      case RETIRED -> next == MAINTENANCE;
    };
  }

  /** Return whether hosts in this state are granted. */
  public boolean isGrantable() {
    return this == READY || this == CLEANING;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
