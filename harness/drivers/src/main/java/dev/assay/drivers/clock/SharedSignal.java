package dev.assay.drivers.clock;

import dev.assay.core.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Where forks that go by a shared clock wait for a condition. */
final class SharedSignal implements Time.Signal {

  private final SharedClock clock;
  private final Waiter.Kind kind;
  private final List<Waiter> waiters = new ArrayList<>();

  SharedSignal(SharedClock clock, Waiter.Kind kind) {
    this.clock = clock;
    this.kind = kind;
  }

  @Override
  public boolean await(BooleanSupplier condition, Duration limit) {
    if (condition.getAsBoolean()) {
      return true;
    }
    boolean forever = limit.compareTo(Time.FOREVER) >= 0;
    var deadline = forever ? Instant.MAX : clock.now().plus(limit);
    while (true) {
      var waiter = new Waiter(clock.line());
      add(waiter);
      try {
        if (condition.getAsBoolean()) {
          return true;
        }
        var left = forever ? Time.FOREVER : Duration.between(clock.now(), deadline);
        if (!left.isPositive()) {
          return false;
        }
        clock.await(waiter, kind, left);
      } finally {
        remove(waiter);
        waiter.end();
      }
    }
  }

  @Override
  public void raise() {
    waiting().forEach(Waiter::end);
  }

  private synchronized List<Waiter> waiting() {
    return List.copyOf(waiters);
  }

  private synchronized void add(Waiter waiter) {
    waiters.add(waiter);
  }

  private synchronized void remove(Waiter waiter) {
    waiters.remove(waiter);
  }
}
