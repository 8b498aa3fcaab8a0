package dev.assay.testkit;

import dev.assay.core.AssayException;
import dev.assay.core.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Watches a storm that is under way: guests must go on coming up, and hosts must stay live, or what was timed says nothing.
 *
 * <p>{@link #check()} is called by many at a time, each field written by few.
 */
final class StormWatch implements AutoCloseable {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(30);

  private final Duration quiet;
  private final Time time;
  private final Optional<Time.Fork<Boolean>> looking;
  private volatile Instant lastBoot;
  private volatile int booted;
  private volatile boolean over;
  private volatile Optional<String> lost = Optional.empty();

  /** Watch these hosts; no time at all without another boot means that nothing is watched. */
  StormWatch(Duration quiet, List<Host> hosts, Time time) {
    this.quiet = quiet;
    this.time = time;
    this.lastBoot = time.now();
    this.looking = quiet.isZero() ? Optional.empty() : Optional.of(time.fork("watch over a storm", () -> look(hosts)));
  }

  /** Note that one more came up; one caller at a time. */
  void booted() {
    booted++;
    lastBoot = time.now();
  }

  /**
   * Say so when it makes no sense to wait any longer.
   *
   * @throws AssayException.Lab when a host was not live
   * @throws AssayException.Product when none came up for too long
   */
  void check() {
    lost.ifPresent(seen -> {
      throw new AssayException.Lab("timing a storm: " + seen + "; what the storm measured is worth nothing; see that host's network and xensource.log, and run it again");
    });
    var silent = time.since(lastBoot);
    if (!quiet.isZero() && silent.compareTo(quiet) > 0) {
      throw new AssayException.Product("waiting for the guests of a storm: " + booted + " came up, and then none for " + silent.toSeconds() + " s");
    }
  }

  private boolean look(List<Host> hosts) {
    while (!over) {
      hosts.stream().filter(host -> !host.isLive()).findFirst()
          .ifPresent(host -> lost = Optional.of("the metrics of " + host + " are not live at " + time.now()));
      time.sleep(LOOK_EVERY);
    }
    return true;
  }

  @Override
  public void close() {
    over = true;
    looking.ifPresent(Time.Fork::join);
  }
}
