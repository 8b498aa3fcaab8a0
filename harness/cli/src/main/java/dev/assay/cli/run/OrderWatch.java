package dev.assay.cli.run;

import dev.assay.core.AssayException;
import dev.assay.core.RunId;
import dev.assay.core.time.Time;
import dev.assay.store.RunOrders;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Looks every second whether somebody cancelled the run or its time limit passed, and stops the work then. */
final class OrderWatch implements AutoCloseable {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final AtomicBoolean ended = new AtomicBoolean();
  private final Time.Signal end;
  private final Time.Fork<Void> fork;

  OrderWatch(Time time, RunOrders orders, RunId run, Optional<Duration> limit, Stop stop) {
    this.end = time.signal();
    this.fork = time.fork("orders-" + run, () -> {
      watch(time, orders, run, limit, stop);
      return null;
    });
  }

  private void watch(Time time, RunOrders orders, RunId run, Optional<Duration> limit, Stop stop) {
    var begun = time.now();
    do {
      if (limit.isPresent() && time.since(begun).compareTo(limit.get()) >= 0) {
        stop.now(new AssayException.TimedOut("its limit of " + limit.get().toMinutes() + " min passed"), true, false);
        return;
      }
      var order = cancellation(orders, run);
      if (order.isPresent()) {
        stop.now(cancelled(order.get()), true, false);
        return;
      }
    } while (!end.await(ended::get, LOOK_EVERY));
  }

  static AssayException.Cancelled cancelled(RunOrders.Order order) {
    return new AssayException.Cancelled("cancelled by " + order.who() + (order.why().isBlank() ? "" : ": " + order.why()));
  }

  /** A database that does not answer is the heartbeat's matter, which knows how long that may last. */
  private static Optional<RunOrders.Order> cancellation(RunOrders orders, RunId run) {
    try {
      return orders.cancellation(run);
    } catch (AssayException.Unavailable e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    ended.set(true);
    end.raise();
    fork.join();
  }
}
