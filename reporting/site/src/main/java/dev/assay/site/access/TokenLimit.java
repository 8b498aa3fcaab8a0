package dev.assay.site.access;

import dev.assay.core.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Slows down the guessing of tokens that come with each call. A token that was good lately from the same address is not
 * slowed: many programs share an address, and one that holds a wrong token must not shut the others out.
 */
public final class TokenLimit {

  private static final Duration LATELY = Duration.ofHours(1);

  private final Time time;
  private final LoginLimit failures;
  private final Bounded<String, Instant> good = new Bounded<>();

  public TokenLimit(Time time) {
    this.time = time;
    this.failures = new LoginLimit(time);
  }

  /** Return how long this caller has to wait before its token is looked at; empty when it is looked at now. */
  public synchronized Optional<Duration> mustWait(String address, String secret) {
    var since = good.get(key(address, secret));
    return since != null && since.plus(LATELY).isAfter(time.now()) ? Optional.empty() : failures.mustWait(address);
  }

  public synchronized void wasGood(String address, String secret) {
    good.put(key(address, secret), time.now());
  }

  public synchronized void wasWrong(String address, String secret) {
    good.remove(key(address, secret));
    failures.failed(address);
  }

  private static String key(String address, String secret) {
    return address + " " + Secrets.hash(secret);
  }
}
