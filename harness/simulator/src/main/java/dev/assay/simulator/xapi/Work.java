package dev.assay.simulator.xapi;

import dev.assay.core.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One call under way that a task record stands for. */
final class Work {

  private final Entity task;
  private final List<Entity> occupied = new ArrayList<>();
  private Optional<Time.Fork<?>> fork = Optional.empty();
  private boolean cancelAsked;

  Work(Entity task) {
    this.task = task;
  }

  Entity task() {
    return task;
  }

  void runsIn(Time.Fork<?> running) {
    fork = Optional.of(running);
    if (cancelAsked) {
      running.cancel();
    }
  }

  /** Say how far it is, from 0 to 1. */
  void progress(double part) {
    task.set("progress", part);
  }

  /** Let {@code task.cancel} through from now on. */
  Work cancellable() {
    task.addTo("allowed_operations", "cancel");
    return this;
  }

  boolean isCancellable() {
    return task.list("allowed_operations").contains("cancel");
  }

  /** Refuse {@code task.cancel} from now on. */
  void pastCancelling() {
    task.removeElement("allowed_operations", "cancel");
  }

  boolean cancelAsked() {
    return cancelAsked;
  }

  /** End it at its next wait; what it occupied is let go of by its own clean-up. */
  void cancel() {
    cancelAsked = true;
    fork.ifPresent(Time.Fork::cancel);
  }

  List<Entity> occupied() {
    return occupied;
  }
}
