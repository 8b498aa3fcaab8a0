package dev.assay.xapi.client;

import dev.assay.core.time.Time;
import dev.assay.xapi.HttpHandlers;
import dev.assay.xapi.Transport;
import dev.assay.xapi.XapiException;
import dev.assay.xapi.model.Field;
import dev.assay.xapi.model.Kind;
import dev.assay.xapi.model.Ref;
import dev.assay.xapi.model.TaskRef;
import dev.assay.xapi.model.XapiRecord;
import dev.assay.xapi.table.ApiTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * A login on a pool. Forks may share it.
 *
 * <p>A session that the server has forgotten is opened again, and the call that met that is sent again (the server did
 * nothing for it); a host that has become a slave is left for its master. Close it to log out.
 */
public final class XapiSession implements AutoCloseable {

  private final XapiClient client;
  private final Credentials credentials;
  private final CallCheck check;
  /** Replaced as a whole, without a lock: a lock held across a call would stop a simulated lab's clock. */
  private final AtomicReference<Login> login;

  XapiSession(XapiClient client, Credentials credentials, Transport transport) {
    this.client = client;
    this.credentials = credentials;
    this.check = new CallCheck(client.table());
    this.login = new AtomicReference<>(credentials.login(transport, client.masters()));
  }

  public ApiTable table() {
    return client.table();
  }

  public Time time() {
    return client.time();
  }

  /** Give the way to the server that the session is on, for what needs no session or goes beside it. */
  public Transport transport() {
    return login.get().transport();
  }

  /** Give the session's reference, which HTTP handlers take as {@code session_id}. Whoever holds it is let in. */
  public String id() {
    return login.get().session();
  }

  /**
   * Call a message ({@code VM.clone}, {@code Async.VM.start}) and return the wire value that it answers. Arguments are
   * references, text, numbers, booleans, instants, lists and sequenced maps, without the session.
   *
   * @throws XapiException when the server refuses
   * @throws IllegalArgumentException when there is no such message or it takes other arguments; nothing is sent then
   */
  public Object call(String method, Object... arguments) {
    var values = WireValues.ofAll(List.of(arguments));
    var message = check.check(method, values);
    return message.takesSession() ? callInSession(method, values) : transport().call(method, values);
  }

  private Object callInSession(String method, List<Object> arguments) {
    var used = login.get();
    try {
      return send(used, method, arguments);
    } catch (XapiException e) {
      if (!e.code().equals("SESSION_INVALID") && Redirection.addressIn(e).isEmpty()) {
        throw e;
      }
      return send(loginAgain(used, e), method, arguments);
    }
  }

  private static Object send(Login login, String method, List<Object> arguments) {
    var parameters = new ArrayList<Object>(arguments.size() + 1);
    parameters.add(login.session());
    parameters.addAll(arguments);
    return login.transport().call(method, parameters);
  }

  /** Replace a login that the server no longer takes, unless another fork has done so meanwhile. */
  private Login loginAgain(Login stale, XapiException reason) {
    var current = login.get();
    if (current != stale) {
      return current;
    }
    var transport = Redirection.addressIn(reason).map(client.masters()::transportTo).orElse(stale.transport());
    var fresh = credentials.login(transport, client.masters());
    if (login.compareAndSet(stale, fresh)) {
      return fresh;
    }
    send(fresh, "session.logout", List.of());
    return login.get();
  }

  /** Call a message that answers a reference. */
  public <R extends Ref> R callFor(Kind<R> kind, String method, Object... arguments) {
    return kind.ref((String) call(method, arguments));
  }

  /** Call a message that answers a list of references. */
  public <R extends Ref> List<R> callForAll(Kind<R> kind, String method, Object... arguments) {
    return ((List<?>) call(method, arguments)).stream().map(ref -> kind.ref((String) ref)).toList();
  }

  /** Start a message as a task: {@code start("VM.start", vm, false, false)}. */
  public Task start(String method, Object... arguments) {
    var ref = callFor(TaskRef.KIND, CallCheck.ASYNC + method, arguments);
    return new Task(this, ref, method, table().message(method).orElseThrow().result());
  }

  /**
   * Run a message as a task to its end, at most this long; return the wire value that it answers. The task is destroyed.
   *
   * @throws XapiException when the task fails or is cancelled
   * @throws dev.assay.core.AssayException.TimedOut when it takes longer; the task is asked to cancel
   */
  public Object run(Duration limit, String method, Object... arguments) {
    return start(method, arguments).awaitAndDestroy(limit);
  }

  /** As {@link #run}, for a message that answers a reference. */
  public <R extends Ref> R runFor(Kind<R> kind, Duration limit, String method, Object... arguments) {
    return kind.ref((String) run(limit, method, arguments));
  }

  /** Read one field of an object. */
  public <R extends Ref, V> V get(Field<R, V> field, R ref) {
    return field.read(call(field.kind() + ".get_" + field.name(), ref));
  }

  /** Set a field that the API lets clients set. */
  public <R extends Ref, V> void set(Field<R, V> field, R ref, V value) {
    call(field.kind() + ".set_" + field.name(), ref, value);
  }

  /** Read all fields of an object. */
  public XapiRecord record(Ref ref) {
    var className = ref.kind().className();
    return record(className, call(className + ".get_record", ref));
  }

  /** Read all objects of a class, in the server's order. */
  public <R extends Ref> SequencedMap<R, XapiRecord> all(Kind<R> kind) {
    var records = new LinkedHashMap<R, XapiRecord>();
    ((SequencedMap<?, ?>) call(kind + ".get_all_records"))
        .forEach((ref, fields) -> records.put(kind.ref((String) ref), record(kind.className(), fields)));
    return records;
  }

  /** Find the objects of a class that bear this name; names need not be unique. */
  public <R extends Ref> List<R> named(Kind<R> kind, String nameLabel) {
    return callForAll(kind, kind + ".get_by_name_label", nameLabel);
  }

  public <R extends Ref> R byUuid(Kind<R> kind, String uuid) {
    return callFor(kind, kind + ".get_by_uuid", uuid);
  }

  /**
   * Fetch what changed since the token, waiting at most {@code timeout} for something to change.
   *
   * @param classes {@code *}, class names, or {@code class/reference}
   * @param token empty for everything there is, else from the last batch
   */
  public EventBatch events(List<String> classes, String token, Duration timeout) {
    return EventBatch.read(table(), call("event.from", classes, token, timeout.toMillis() / 1000.0));
  }

  /**
   * Wait, on events, until an object's record meets the condition; return that record.
   *
   * @param what what is waited for, as it will stand in the error: {@code "vm bvt-7 is running"}
   * @throws dev.assay.core.AssayException.TimedOut when the limit passes first
   * @throws dev.assay.core.AssayException.Product when the object is destroyed first
   */
  public XapiRecord await(Ref ref, String what, Predicate<XapiRecord> condition, Duration limit) {
    return new RecordWatch(this, ref, what).until(condition, limit);
  }

  /** Ask a server's HTTP handlers in this session's name. */
  public HttpHandlers through(HttpHandlers handlers) {
    return new SessionHandlers(this, handlers);
  }

  /** Move VMs and disks in and out through a server's HTTP handlers. */
  public Images images(HttpHandlers handlers) {
    return new Images(this, through(handlers));
  }

  private static XapiRecord record(String className, Object fields) {
    @SuppressWarnings("unchecked")
    var values = (SequencedMap<String, Object>) fields;
    return new XapiRecord(className, values);
  }

  /** Log out. A session that the server has forgotten already is as good as logged out. */
  @Override
  public void close() {
    try {
      send(login.get(), "session.logout", List.of());
    } catch (XapiException e) {
      if (!e.code().equals("SESSION_INVALID")) {
        throw e;
      }
    }
  }

  @Override
  public String toString() {
    return "session of " + credentials;
  }
}
