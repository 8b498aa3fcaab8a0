package dev.assay.core.time;

import dev.assay.core.AssayException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

/** A clock, and the only ways to wait on it. Blocking code takes one of these and runs on any. */
public interface Time {

  /** A limit that never passes. */
  Duration FOREVER = Duration.ofDays(36_500);

  Instant now();

  /**
   * Block for this long.
   *
   * @throws AssayException.Cancelled when the calling fork was cancelled
   */
  void sleep(Duration duration);

  /** Run the body beside the caller; it starts at the caller's next wait under virtual time, at once otherwise. */
  <T> Fork<T> fork(String name, Callable<T> body);

  /** Make a place where forks wait for a condition that other forks bring about. */
  Signal signal();

  /** Return how long what is done by this clock may still go on; it may grow while things happen. */
  default Duration left() {
    return FOREVER;
  }

  default Duration since(Instant start) {
    return Duration.between(start, now());
  }

  /** Work that runs beside the one who forked it. */
  interface Fork<T> {

    /** Wait for the end; throws what the body threw (checked exceptions wrapped in {@link IllegalStateException}). */
    T join();

    /** Wait for the end at most this long; return whether it has ended, well or not. */
    boolean endedWithin(Duration limit);

    /** Ask it to end: its current or next wait throws {@link AssayException.Cancelled}. */
    void cancel();

    boolean isDone();
  }

  /** A condition variable: waits are woken by {@link #raise()} and look again. */
  interface Signal {

    /** Wait until the condition holds, looking again at each raise; return false when the limit passed first. */
    boolean await(BooleanSupplier condition, Duration limit);

    /** Wake all who wait here. */
    void raise();
  }
}
