package dev.assay.xapi.client;

import dev.assay.core.AssayException;
import dev.assay.core.time.Await;
import dev.assay.xapi.XapiException;
import dev.assay.xapi.model.Kind;
import dev.assay.xapi.model.Ref;
import dev.assay.xapi.model.TaskFields;
import dev.assay.xapi.model.TaskRef;
import dev.assay.xapi.model.TaskStatus;
import dev.assay.xapi.table.ApiType;
import dev.assay.xapi.wire.XmlRpc;
import java.time.Duration;

/** Work that a server does in the background for us. Tasks stay on the server for an hour unless they are destroyed. */
public final class Task {

  private static final Duration LOOK_EVERY = Duration.ofMillis(250);

  private final XapiSession session;
  private final TaskRef ref;
  private final String method;
  private final ApiType resultType;

  Task(XapiSession session, TaskRef ref, String method, ApiType resultType) {
    this.session = session;
    this.ref = ref;
    this.method = method;
    this.resultType = resultType;
  }

  public TaskRef ref() {
    return ref;
  }

  public TaskStatus status() {
    return session.get(TaskFields.STATUS, ref);
  }

  /** Read how far it is, from 0 to 1. A task that failed is at 1 too. */
  public double progress() {
    return session.get(TaskFields.PROGRESS, ref);
  }

  /**
   * Wait for the end, looking four times a second; return the wire value that the message answers.
   *
   * @throws XapiException when it failed, with the server's code; {@code TASK_CANCELLED} when it was cancelled
   * @throws AssayException.TimedOut when the limit passes first; the task goes on
   */
  public Object await(Duration limit) {
    Await.on(session.time())
        .until(method + " ends", () -> status().isOver())
        .every(LOOK_EVERY)
        .seeing(this::describe)
        .within(limit);
    return result();
  }

  /** As {@link #await}, for a message that answers a reference. */
  public <R extends Ref> R await(Kind<R> kind, Duration limit) {
    return kind.ref((String) await(limit));
  }

  /** As {@link #await}; the task leaves nothing behind, and is asked to cancel when it takes too long. */
  public Object awaitAndDestroy(Duration limit) {
    try {
      var result = await(limit);
      destroy();
      return result;
    } catch (XapiException e) {
      destroyAfter(e);
      throw e;
    } catch (AssayException.TimedOut e) {
      cancelAfter(e);
      throw e;
    }
  }

  /** Ask the server to stop; a task that has ended is left as it is. */
  public void cancel() {
    session.call("task.cancel", ref);
  }

  /** Remove it from the server. */
  public void destroy() {
    session.call("task.destroy", ref);
  }

  private Object result() {
    var record = session.record(ref);
    var error = record.get(TaskFields.ERROR_INFO);
    var status = record.get(TaskFields.STATUS);
    if (status == TaskStatus.SUCCESS) {
      return new XmlRpc(session.table()).decodeTaskResult(resultType, record.get(TaskFields.RESULT));
    }
    throw error.isEmpty() ? withoutReason(status) : new XapiException(error.getFirst(), error.subList(1, error.size()));
  }

  private XapiException withoutReason(TaskStatus status) {
    return status == TaskStatus.CANCELLED
        ? XapiException.of("TASK_CANCELLED", ref.value())
        : XapiException.of("INTERNAL_ERROR", method + " failed without a reason");
  }

  private void destroyAfter(XapiException failure) {
    try {
      destroy();
    } catch (AssayException e) {
      failure.addSuppressed(e);
    }
  }

  private void cancelAfter(AssayException.TimedOut failure) {
    try {
      cancel();
    } catch (AssayException e) {
      failure.addSuppressed(e);
    }
  }

  private String describe() {
    return "status " + status().word() + " at " + Math.round(progress() * 100) + " %";
  }

  @Override
  public String toString() {
    return method + " " + ref;
  }
}
