package dev.assay.store;

import java.time.Duration;
import java.time.Instant;

/** Instants and durations of the lab's time as the database keeps them: nanoseconds since 1970, until the year 2262. */
final class Nanos {

  private static final long PER_SECOND = 1_000_000_000L;

  private Nanos() {}

  static long of(Instant instant) {
    return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), PER_SECOND), instant.getNano());
  }

  static Instant instant(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, PER_SECOND), Math.floorMod(nanos, PER_SECOND));
  }

  static long of(Duration duration) {
    return duration.toNanos();
  }

  static Duration duration(long nanos) {
    return Duration.ofNanos(nanos);
  }
}
