package dev.assay.cli.run;

import dev.assay.core.AssayException;
import dev.assay.core.RunId;
import dev.assay.core.time.Time;
import dev.assay.store.RunOrders;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Looks every second whether somebody cancelled the run or its time limit passed, and stops the work then. */
final class OrderWatch implements AutoCloseable {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final AtomicBoolean ended = new AtomicBoolean();
  private final Time.Signal end;
  private final Time.Fork<Void> fork;

  /**
   * Begin to look.
   *
   * @param cancellation the order to cancel the run, once there is one
   * @param budget how long what is tried may take
   * @param alive tells the database that the run is driven, also while it waits for hosts
   */
  OrderWatch(Time time, Supplier<Optional<RunOrders.Order>> cancellation, RunId run, Optional<RunBudget> budget, Stop stop, Runnable alive) {
    this.end = time.signal();
    this.fork = time.fork("orders-" + run, () -> {
      watch(time, cancellation, budget, stop, alive);
      return null;
    });
  }

  private void watch(Time time, Supplier<Optional<RunOrders.Order>> cancellation, Optional<RunBudget> budget, Stop stop, Runnable alive) {
    var begun = time.now();
    var told = begun;
    do {
      if (budget.isPresent() && time.since(begun).compareTo(budget.get().untilEnding()) >= 0) {
        stop.now(new AssayException.TimedOut("its limit of " + minutes(budget.get().limit()) + " passed, but for " + minutes(budget.get().forEnding())
            + " kept for judging and reports"), true, false);
        return;
      }
      if (time.since(told).compareTo(Heartbeat.EVERY) >= 0) {
        told = time.now();
        if (!isOurs(alive, stop)) {
          return;
        }
      }
      var order = asked(cancellation);
      if (order.isPresent()) {
        stop.now(cancelled(order.get()), true, false);
        return;
      }
    } while (!end.await(ended::get, LOOK_EVERY));
  }

  private static String minutes(Duration length) {
    return length.toMinutes() + " min" + (length.toSecondsPart() == 0 ? "" : " " + length.toSecondsPart() + " s");
  }

  /** Say that the run is driven; return false once another controller has it. */
  private static boolean isOurs(Runnable alive, Stop stop) {
    try {
      alive.run();
      return true;
    } catch (AssayException.Unavailable e) {
      return true;
    } catch (AssayException e) {
      stop.now(e, false, true);
      return false;
    }
  }

  static AssayException.Cancelled cancelled(RunOrders.Order order) {
    return new AssayException.Cancelled("cancelled by " + order.who() + (order.why().isBlank() ? "" : ": " + order.why()));
  }

  /** A database that does not answer is the heartbeat's matter, which knows how long that may last. */
  private static Optional<RunOrders.Order> asked(Supplier<Optional<RunOrders.Order>> cancellation) {
    try {
      return cancellation.get();
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
