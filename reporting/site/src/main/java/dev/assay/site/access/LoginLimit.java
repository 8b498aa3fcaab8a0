package dev.assay.site.access;

import dev.assay.core.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;

/** Slows guessing down: so many failures a minute from one address, and so many from all. */
public final class LoginLimit {

  static final int PER_ADDRESS = 5;
  static final int OF_ALL = 50;
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final Time time;
  private final ArrayDeque<Instant> all = new ArrayDeque<>();
  private final Bounded<String, ArrayDeque<Instant>> byAddress = new Bounded<>();

  public LoginLimit(Time time) {
    this.time = time;
  }

  /** Return how long an address has to wait before it may try; empty when it may now. */
  public synchronized Optional<Duration> mustWait(String address) {
    var now = time.now();
    return until(byAddress.getOrDefault(address, new ArrayDeque<>()), PER_ADDRESS, now).or(() -> until(all, OF_ALL, now));
  }

  public synchronized void failed(String address) {
    var now = time.now();
    byAddress.computeIfAbsent(address, _ -> new ArrayDeque<>()).add(now);
    all.add(now);
  }

  private static Optional<Duration> until(ArrayDeque<Instant> failures, int most, Instant now) {
    while (!failures.isEmpty() && !failures.peekFirst().plus(WINDOW).isAfter(now)) {
      failures.removeFirst();
    }
    return failures.size() < most ? Optional.empty() : Optional.of(Duration.between(now, failures.getFirst().plus(WINDOW)));
  }
}
