package dev.assay.inventory.planning;

import java.time.Duration;

/**
 * What planning goes by.
 *
 * @param notice how long an evicted lease still has
 * @param patience a claim that waited this long comes before all that did not
 * @param gain how much sooner a claim must start to be worth an eviction
 */
public record Policy(Duration notice, Duration patience, Duration gain) {

  public static final Policy USUAL = new Policy(Duration.ofMinutes(2), Duration.ofHours(24), Duration.ofMinutes(10));
}
