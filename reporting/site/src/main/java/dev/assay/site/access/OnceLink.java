package dev.assay.site.access;

import dev.assay.core.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A secret that lets whoever started the server in, once and soon. */
public final class OnceLink {

  private static final Duration LIFE = Duration.ofMinutes(10);

  private record Ticket(String secret, Principal who, Instant until) {}

  private final Time time;
  private final AtomicReference<Optional<Ticket>> ticket = new AtomicReference<>(Optional.empty());

  public OnceLink(Time time) {
    this.time = time;
  }

  /** Make one; it takes the place of the one before. */
  public String issue(Principal who) {
    var secret = Secrets.fresh("");
    ticket.set(Optional.of(new Ticket(secret, who, time.now().plus(LIFE))));
    return secret;
  }

  public Optional<Principal> redeem(String secret) {
    var held = ticket.get();
    boolean good = held.filter(known -> Secrets.same(known.secret(), secret) && time.now().isBefore(known.until())).isPresent();
    return good && ticket.compareAndSet(held, Optional.empty()) ? held.map(Ticket::who) : Optional.empty();
  }
}
