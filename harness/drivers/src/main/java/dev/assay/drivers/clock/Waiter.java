package dev.assay.drivers.clock;

import dev.assay.core.AssayException;
import dev.assay.core.time.Time;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** One wait at a signal: how the lab's clock is told of it, and told again when it is over. */
final class Waiter {

  /** For whom somebody waits, which decides whether the wait is work of ours meanwhile. */
  enum Kind {
    /** For another fork of ours. */
    OWN,
    /** For what the lab does; its doing is known inside the lab. */
    OF_THE_LAB
  }

  private final ClockLine line;
  private final CountDownLatch woken = new CountDownLatch(1);
  private ClockLine.@Nullable Question timer;
  private boolean uncounted;
  private boolean raised;

  Waiter(ClockLine line) {
    this.line = line;
  }

  /** Tell the clock, unless the wait is over already. */
  synchronized void begin(Kind kind, boolean counted, Duration limit) {
    if (raised) {
      return;
    }
    if (limit.compareTo(Time.FOREVER) < 0) {
      var asked = line.ask((kind == Kind.OWN ? "sleep " : "alarm ") + SharedClock.nanos(limit));
      timer = asked;
      asked.answer().whenComplete((_, _) -> woken.countDown());
    } else if (counted && kind == Kind.OWN) {
      line.answer("work -1");
      uncounted = true;
    }
  }

  /** Throw what kept the clock from answering, if anything did. */
  synchronized void rethrow() {
    if (timer != null && timer.answer().isCompletedExceptionally()) {
      ClockLine.answer(timer);
    }
  }

  void await() throws InterruptedException {
    woken.await();
  }

  /** End the wait; when this returns the clock, if it is still there, knows. */
  synchronized void end() {
    if (raised) {
      return;
    }
    raised = true;
    try {
      if (timer != null && !timer.answer().isDone()) {
        line.answer("stop " + timer.id());
      }
      if (uncounted) {
        line.answer("work 1");
      }
    } catch (AssayException.Lab e) {
      // The clock is gone: whoever is woken hears so at the next question.
    } finally {
      woken.countDown();
    }
  }
}
