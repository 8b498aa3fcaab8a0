package dev.assay.simulator.xapi;

/** Tasks that clients look after; those of calls are kept by {@link Tasks}. */
final class TaskMessages {

  private TaskMessages() {}

  static void register(Messages messages, Tasks tasks) {
    messages
        .quick("task.create", call -> tasks.record(call, call.text(0)).set("name_description", call.text(1)).ref())
        .quick("task.destroy", call -> {
          tasks.destroy(call.object(0, "task"));
          return Handler.VOID;
        })
        .quick("task.cancel", call -> {
          tasks.cancel(call, call.object(0, "task"));
          return Handler.VOID;
        });
  }
}
