package dev.assay.inventory;

import dev.assay.core.Need;

/** A queued claim. */
public record Reservation(long id, Need need, Claimant claimant, int priority, java.time.Duration length) {}
