package dev.assay.inventory.planning;

import dev.assay.core.HostId;
import dev.assay.inventory.need.Facts;
import java.time.Instant;

/**
 * A host as planning sees it.
 *
 * @param outOfService why it must not be granted, for people; blank when it may be
 * @param preference machines with a smaller one are granted first
 * @param lastUsed when it was last granted; the earliest instant for never
 */
public record Machine(HostId id, Facts facts, String outOfService, Instant preference, Instant lastUsed) {

  boolean isInService() {
    return outOfService.isEmpty();
  }
}
