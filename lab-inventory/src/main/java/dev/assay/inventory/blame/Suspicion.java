package dev.assay.inventory.blame;

import dev.assay.core.HostId;

/**
 * What the results say of a host.
 *
 * @param probability that it is bad, given the results
 * @param failures pairs of case and build that failed there
 * @param expected how many would have failed on a sound host, by what other hosts saw
 * @param why in words
 */
public record Suspicion(HostId host, double probability, int failures, int tried, double expected, Advice advice, String why) {

  /** What to do about it. */
  public enum Advice {
    NONE,
    SUSPECT,
    QUARANTINE
  }
}
