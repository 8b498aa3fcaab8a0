package dev.assay.testkit.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long one step of a case may go on: until its limit, and not longer than its silence without anything happening in its lane,
 * so that what hangs ends early. Each step has a part of its own, so that one that takes too long takes nothing from the others.
 *
 * @param begun when the step began
 */
record Patience(Duration limit, Duration silence, Instant begun) {

  private static final Duration LEAST_SILENCE = Duration.ofMinutes(15);
  private static final int SHARE = 3;

  /** Bringing a host to a build is silent while its installer works, for an hour and a half at most; it is tried twice. */
  private static final Duration PREPARING = Duration.ofHours(6);
  private static final Duration PREPARING_SILENCE = Duration.ofHours(2);

  /** A host that does not answer is given a quarter of an hour to come back, and its logs are fetched then. */
  private static final Duration EVIDENCE_OF_A_HOST = Duration.ofMinutes(20);
  private static final Duration MOST_EVIDENCE = Duration.ofHours(2);

  private static final Duration TIDYING = Duration.ofMinutes(30);

  /** Trying it: a third of the limit, a quarter of an hour at least, may pass without an event. */
  static Patience trying(Duration limit, Instant begun) {
    return new Patience(limit, longer(limit.dividedBy(SHARE), LEAST_SILENCE), begun);
  }

  /** Installing and shaping the bench. */
  static Patience preparing(Instant begun) {
    return new Patience(PREPARING, PREPARING_SILENCE, begun);
  }

  /** Fetching what helps to understand a failure. */
  static Patience evidence(int hosts, Instant begun) {
    var all = EVIDENCE_OF_A_HOST.multipliedBy(hosts);
    var limit = all.compareTo(MOST_EVIDENCE) < 0 ? all : MOST_EVIDENCE;
    return new Patience(limit, limit, begun);
  }

  /** Removing what a case left: as long as making it may have taken, half an hour at least. */
  static Patience tidying(Duration limit, Instant begun) {
    return new Patience(longer(limit, TIDYING), TIDYING, begun);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private Instant deadline() {
    return begun.plus(limit);
  }

  private Instant silentAt(Instant lastEvent) {
    return (lastEvent.isAfter(begun) ? lastEvent : begun).plus(silence);
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
    return now.isBefore(silentAt(lastEvent)) ? Optional.empty() : Optional.of("nothing has happened for " + silence.toMinutes() + " min, so it hangs");
  }
}
