package dev.assay.testkit;

import dev.assay.xapi.client.Task;
import dev.assay.xapi.model.TaskStatus;

/** Work of the product under way, as one of its tasks. */
public final class Operation {

  private final Toolstack toolstack;
  private final Task task;

  Operation(Toolstack toolstack, Task task) {
    this.toolstack = toolstack;
    this.task = task;
  }

  /** Ask the product to stop it. */
  public void cancel() {
    toolstack.bench().act("task.cancel", "operation", task::cancel);
  }

  /** Wait for its end; throws what the product answers. */
  public void await() {
    task.await(toolstack.limit());
  }

  public TaskStatus status() {
    return task.status();
  }
}
