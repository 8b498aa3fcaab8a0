package dev.assay.simulator.xapi;

import java.util.List;

/** Tasks that clients look after; those of calls are kept by {@link Tasks}. */
final class TaskMessages {

  private TaskMessages() {}

  static void register(Messages messages, Tasks tasks) {
    messages
        .quick("task.create", call -> tasks.record(call, call.text(0)).set("name_description", call.text(1)).addTo("allowed_operations", "cancel").ref())
        .quick("task.destroy", TaskMessages::destroy)
        .quick("task.cancel", call -> cancel(tasks, call));
    messages.quick("task.set_status", TaskMessages::setStatus);
  }

  private static Object destroy(Call call) {
    call.database().delete(call.object(0, "task"));
    return Handler.VOID;
  }

  private static Object cancel(Tasks tasks, Call call) {
    tasks.cancel(call, call.object(0, "task"));
    return Handler.VOID;
  }

  private static Object setStatus(Call call) {
    var task = call.object(0, "task").set("status", call.text(1));
    if (!call.text(1).equals("pending")) {
      task.set("finished", call.host().now()).set("allowed_operations", List.of("destroy"));
    }
    return Handler.VOID;
  }
}
