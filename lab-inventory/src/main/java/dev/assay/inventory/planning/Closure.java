package dev.assay.inventory.planning;

import dev.assay.core.HostId;
import java.time.Instant;

/** Hours in which a host is kept out of use, as announced. */
public record Closure(HostId host, Instant from, Instant until, String why) {}
