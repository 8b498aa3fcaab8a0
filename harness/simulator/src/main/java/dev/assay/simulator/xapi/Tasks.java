package dev.assay.simulator.xapi;

import dev.assay.core.AssayException;
import dev.assay.core.defect.Defect;
import dev.assay.xapi.XapiException;
import dev.assay.xapi.table.ApiMessage;
import dev.assay.xapi.table.ApiType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs long calls beside their connection and keeps the records that stand for them. */
final class Tasks {

  /** A finished task's record goes after this; source: the product's own default. */
  static final Duration KEPT = Duration.ofMinutes(65);

  /** Make a record, run the call under it, and return its reference at once. */
  Object startAsync(Call call, Messages.Entry entry, ApiMessage message) {
    var task = record(call, "Async." + call.method());
    call.host().underway().add(fork(call, task, entry, message.result() instanceof ApiType.VoidType));
    return task.ref();
  }

  /** Run the call under a record of its own and wait for its end. */
  Object runBeside(Call call, Messages.Entry entry) {
    return runBeside(call, entry, Optional.empty());
  }

  /** Run the call under a record of its own, a part of another one's work, and wait for its end. */
  Object runBeside(Call call, Messages.Entry entry, Optional<Entity> whole) {
    var work = new Work(record(call, call.method()).setRef("subtask_of", whole));
    var running = call.time().fork(call.method(), () -> {
      try {
        return perform(call, work, entry);
      } finally {
        work.task().delete();
      }
    });
    work.runsIn(running);
    call.host().underway().add(work);
    try {
      return running.join();
    } catch (AssayException.Cancelled e) {
      throw call.host().lostConnection(call.method());
    } finally {
      call.host().underway().remove(work);
    }
  }

  /** Run a transfer under the task that its caller made for it, or under one of its own. */
  Object runFor(Call call, Messages.Entry entry, String taskRef) {
    var given = call.pool().database().find(taskRef).filter(found -> found.type().equals("task"));
    if (given.isEmpty()) {
      return runBeside(call, entry);
    }
    try {
      var result = runBeside(call, entry);
      given.get().set("status", "success");
      return result;
    } catch (XapiException e) {
      fail(given.get(), e);
      throw e;
    } finally {
      given.get().set("progress", 1.0).set("finished", call.host().now());
    }
  }

  Entity record(Call call, String label) {
    var task = call.pool().database().create("task");
    task.set("name_label", label).set("status", "pending").set("type", "<none/>").set("created", call.host().now());
    task.set("resident_on", call.host().record().ref());
    return task;
  }

  private Work fork(Call call, Entity task, Messages.Entry entry, boolean isVoid) {
    var work = new Work(task);
    var running = call.time().fork("Async." + call.method(), () -> {
      finish(call, work, entry, isVoid);
      return Handler.VOID;
    });
    work.runsIn(running);
    return work;
  }

  private void finish(Call call, Work work, Messages.Entry entry, boolean isVoid) {
    var task = work.task();
    try {
      var result = perform(call, work, entry);
      if (isPending(task)) {
        task.set("result", isVoid ? "" : "<value>" + XmlValue.inner(result) + "</value>");
        end(call, task, call.has(Defect.TASK_NEVER_ENDS) && call.method().equals("VM.clone") ? "pending" : "success");
      }
    } catch (XapiException e) {
      if (isPending(task)) {
        fail(task, e);
        end(call, task, task.text("status"));
      }
    } catch (AssayException.Lab | AssayException.Cancelled e) {
      // The host that ran it is gone; its successor finds the record pending and fails it.
      return;
    } finally {
      call.host().underway().remove(work);
    }
    if (task.map("current_operations").containsValue("destroy")) {
      task.delete();
    }
    call.time().schedule(KEPT, task::delete);
  }

  /** A client may set the status of a task; from then on the work's end says nothing more. */
  private static boolean isPending(Entity task) {
    return task.text("status").equals("pending");
  }

  private static void end(Call call, Entity task, String status) {
    task.set("status", status);
    if (!isPending(task)) {
      task.set("progress", 1.0).set("finished", call.host().now()).set("allowed_operations", List.of());
    }
  }

  private static void fail(Entity task, XapiException refusal) {
    var info = new ArrayList<Object>(List.of(refusal.code()));
    info.addAll(refusal.parameters());
    task.set("status", refusal.code().equals("TASK_CANCELLED") ? "cancelled" : "failure").set("error_info", info);
    task.set("backtrace", "(((process xapi)(filename simulated)(line 0)))");
  }

  /** Do what the call asks; a cancel that was asked for comes out as TASK_CANCELLED, and both ends go into the history. */
  private static Object perform(Call call, Work work, Messages.Entry entry) {
    try {
      var result = entry.handler().handle(new Call(call.host(), call.method(), call.arguments(), call.session(), Optional.of(work)));
      call.host().note(call.method(), Map.of("end", "success"));
      return result;
    } catch (AssayException.Cancelled e) {
      if (!work.cancelAsked() || !call.host().isUp()) {
        throw e;
      }
      call.host().note(call.method(), Map.of("end", "TASK_CANCELLED"));
      throw Refusal.cancelled(work.task().ref());
    } catch (XapiException e) {
      call.host().note(call.method(), Map.of("end", e.code()));
      throw e;
    } finally {
      Locks.release(work);
    }
  }

  /**
   * Ask a task to end. The wish is always taken down; it is followed by work that can be cancelled now, and nobody is told
   * when it is not.
   */
  void cancel(Call call, Entity task) {
    task.set("current_operations", Values.map("DummyRef:|" + call.pool().chance().uuid() + "|task.cancel", "cancel"));
    call.host().underway().stream()
        .filter(one -> one.task() == task && one.isCancellable())
        .findFirst()
        .ifPresent(Work::cancel);
  }

  /** Forget a task; one that is not over is forgotten when it is. */
  void destroy(Entity task) {
    if (task.text("status").equals("pending")) {
      task.putInto("current_operations", "task", "destroy");
    } else {
      task.delete();
    }
  }
}
