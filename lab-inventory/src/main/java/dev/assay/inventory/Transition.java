package dev.assay.inventory;

import java.time.Instant;

/** One step in a host's life: from which state to which, who brought it about and why. */
public record Transition(Instant at, String before, String after, String who, String why, String ticket) {}
