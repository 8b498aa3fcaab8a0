package dev.assay.simulator.xapi;

import dev.assay.xapi.XapiException;
import dev.assay.xapi.table.ApiMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings a call to its handler: is the message known, are there as many parameters, who asks, is this the master. */
final class Dispatcher {

  private static final String ASYNC = "Async.";
  private static final String ALIVE = "system.isAlive:";

  private final Schemas schemas;
  private final Messages messages;
  private final Tasks tasks;
  private final AccessControl access;
  private final Map<String, Optional<Messages.Entry>> entries = new HashMap<>();

  Dispatcher(Schemas schemas, Messages messages, Tasks tasks, AccessControl access) {
    this.schemas = schemas;
    this.messages = messages;
    this.tasks = tasks;
    this.access = access;
  }

  Object dispatch(HostToolstack host, String method, List<Object> parameters) {
    if (method.equals("system.listMethods")) {
      return schemas.methodNames(host.release());
    }
    boolean async = method.startsWith(ASYNC);
    var name = async ? method.substring(ASYNC.length()) : method;
    if (method.startsWith(ALIVE) && !parameters.isEmpty()) {
      return parameters.getFirst();
    }
    var message = schemas.message(name)
        .filter(found -> found.lifecycle().knownIn(host.release()))
        .orElseThrow(() -> Refusal.unknownMethod(name));
    var arguments = argumentsOf(message, parameters);
    var checked = message.lifecycle().offeredIn(host.release()) ? Creation.read(schemas, message, WireCheck.arguments(message, arguments)) : List.of();
    var session = sessionOf(host, message, parameters);
    if (!message.lifecycle().offeredIn(host.release())) {
      throw Refusal.of("MESSAGE_REMOVED");
    }
    if (async && !Schemas.hasAsyncForm(message)) {
      throw Refusal.of("Fault", "No async mode for this operation (rpc: " + name + ")");
    }
    var entry = entryFor(name, message).orElseThrow(() -> unmodelled(host, name));
    checkMaster(host, entry, session);
    var call = new Call(host, name, checked, session, Optional.empty());
    if (async) {
      host.doors().log("xensource.log", "dispatch:" + method);
      return tasks.startAsync(call, entry.after(work -> checkRole(work, message)), message);
    }
    checkRole(call, message);
    if (entry.longRunning()) {
      host.doors().log("xensource.log", "dispatch:" + method);
    }
    return entry.longRunning() ? tasks.runBeside(call, entry) : entry.handler().handle(call);
  }

  /** Whether the role allows it is found when the work begins: of an asynchronous call the task says so. */
  private void checkRole(Call call, ApiMessage message) {
    call.session().ifPresent(caller -> access.check(caller, message, call.host().doors().defects()));
  }

  /** Return the parameters after the session; the product counts them, and looks at their types, before it looks at the session. */
  private static List<Object> argumentsOf(ApiMessage message, List<Object> parameters) {
    int before = message.takesSession() ? 1 : 0;
    int count = parameters.size() - before;
    if (!message.takes(count)) {
      throw Refusal.of("MESSAGE_PARAMETER_COUNT_MISMATCH", message.fullName(), message.argumentsRequired(), count);
    }
    return parameters.subList(before, parameters.size());
  }

  private static Optional<Session> sessionOf(HostToolstack host, ApiMessage message, List<Object> parameters) {
    if (!message.takesSession()) {
      return Optional.empty();
    }
    if (!(parameters.getFirst() instanceof String ref)) {
      throw Refusal.of("FIELD_TYPE_ERROR", "session_id");
    }
    if (!host.isMaster() && host.pool().master().sessions().knows(ref)) {
      throw Refusal.of("HOST_IS_SLAVE", host.pool().master().address());
    }
    return Optional.of(host.sessions().require(ref, host.now()));
  }

  private Optional<Messages.Entry> entryFor(String name, ApiMessage message) {
    return entries.computeIfAbsent(name, asked -> messages.find(asked)
        .or(() -> GenericMessages.handlerFor(schemas, message).map(handler -> new Messages.Entry(handler, false, false))));
  }

  private static XapiException unmodelled(HostToolstack host, String method) {
    host.doors().log("xensource.log", "refused " + method + ": not modelled");
    return Refusal.unknownMethod(method);
  }

  /** A slave answers nobody but those who logged in locally, and those only the messages for emergencies. */
  private static void checkMaster(HostToolstack host, Messages.Entry entry, Optional<Session> session) {
    boolean local = session.map(Session::local).orElse(false);
    if (!host.isMaster() && !entry.anywhere()) {
      throw Refusal.of("HOST_IS_SLAVE", host.pool().master().address());
    }
    if (local && !entry.anywhere()) {
      throw Refusal.of("SESSION_INVALID", session.map(Session::ref).orElse(""));
    }
  }
}
