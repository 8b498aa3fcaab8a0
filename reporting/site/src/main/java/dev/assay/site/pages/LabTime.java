package dev.assay.site.pages;

import java.time.Instant;

/** The lab's time as the database keeps it. */
final class LabTime {

  private static final long PER_SECOND = 1_000_000_000L;

  private LabTime() {}

  static Instant instant(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, PER_SECOND), Math.floorMod(nanos, PER_SECOND));
  }
}
