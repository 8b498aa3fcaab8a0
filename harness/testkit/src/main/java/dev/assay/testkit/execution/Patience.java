package dev.assay.testkit.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long an attempt may go on: until its limit, and not longer than a third of that (a quarter of an hour at least) without
 * anything happening in its lane, so that what hangs ends early.
 *
 * @param begun when the attempt began
 */
record Patience(Duration limit, Instant begun) {

  private static final Duration LEAST_SILENCE = Duration.ofMinutes(15);
  private static final int SHARE = 3;

  private Duration silence() {
    var share = limit.dividedBy(SHARE);
    return share.compareTo(LEAST_SILENCE) > 0 ? share : LEAST_SILENCE;
  }

  private Instant deadline() {
    return begun.plus(limit);
  }

  private Instant silentAt(Instant lastEvent) {
    return (lastEvent.isAfter(begun) ? lastEvent : begun).plus(silence());
  }

  Duration untilNextLook(Instant now, Instant lastEvent) {
    var next = silentAt(lastEvent).isBefore(deadline()) ? silentAt(lastEvent) : deadline();
    return next.isAfter(now) ? Duration.between(now, next) : Duration.ZERO;
  }

  /** Say what is wrong with going on, if anything is. */
  Optional<String> wrong(Instant now, Instant lastEvent) {
    if (!now.isBefore(deadline())) {
      return Optional.of("still running after its limit of " + limit.toMinutes() + " min");
    }
    return now.isBefore(silentAt(lastEvent)) ? Optional.empty() : Optional.of("nothing has happened for " + silence().toMinutes() + " min, so it hangs");
  }
}
