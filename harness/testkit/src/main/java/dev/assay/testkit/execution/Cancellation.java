package dev.assay.testkit.execution;

import dev.assay.core.time.Time;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Ends the lanes of an execution from any thread. */
final class Cancellation {

  private final List<Time.Fork<?>> forks = new CopyOnWriteArrayList<>();
  private volatile boolean cancelled;

  void cancel() {
    cancelled = true;
    stopForks();
  }

  void stopForks() {
    forks.forEach(Time.Fork::cancel);
  }

  boolean isCancelled() {
    return cancelled;
  }

  /** Watch over a fork from now on; it is cancelled at once if the execution is already. */
  <T> Time.Fork<T> watch(Time.Fork<T> fork) {
    forks.add(fork);
    if (cancelled) {
      fork.cancel();
    }
    return fork;
  }
}
