package dev.assay.simulator.xapi;

import dev.assay.xapi.XapiException;
import dev.assay.xapi.table.ApiMessage;
import java.util.List;
import java.util.Optional;

/** Brings a call to its handler: is the message known, are there as many parameters, who asks, is this the master. */
final class Dispatcher {

  private static final String ASYNC = "Async.";

  private final Schemas schemas;
  private final Messages messages;
  private final Tasks tasks;
  private final AccessControl access;

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
    var message = schemas.message(name)
        .filter(found -> found.lifecycle().knownIn(host.release()) && (!async || Schemas.hasAsyncForm(found)))
        .orElseThrow(() -> Refusal.unknownMethod(method));
    if (!message.lifecycle().offeredIn(host.release())) {
      throw Refusal.of("MESSAGE_REMOVED");
    }
    var session = sessionOf(host, message, method, parameters);
    var arguments = parameters.subList(session.isPresent() ? 1 : 0, parameters.size());
    checkCount(message, method, arguments.size());
    var entry = entryFor(message).orElseThrow(() -> unmodelled(host, method));
    checkMaster(host, entry, session);
    session.ifPresent(caller -> access.check(caller, message, host.doors().defects()));
    var checked = WireCheck.arguments(message, arguments);
    var call = new Call(host, name, checked, session, Optional.empty());
    if (async || entry.longRunning()) {
      host.doors().log("xensource.log", "dispatch:" + method);
    }
    if (async) {
      return tasks.startAsync(call, entry, message);
    }
    return entry.longRunning() ? tasks.runBeside(call, entry) : entry.handler().handle(call);
  }

  private Optional<Session> sessionOf(HostToolstack host, ApiMessage message, String method, List<Object> parameters) {
    if (!message.takesSession()) {
      return Optional.empty();
    }
    if (parameters.isEmpty() || !(parameters.getFirst() instanceof String ref)) {
      throw Refusal.of("MESSAGE_PARAMETER_COUNT_MISMATCH", method, message.arguments().size(), 0);
    }
    return Optional.of(host.sessions().require(ref, host.now()));
  }

  private static void checkCount(ApiMessage message, String method, int count) {
    if (!message.takes(count)) {
      throw Refusal.of("MESSAGE_PARAMETER_COUNT_MISMATCH", method, message.arguments().size(), count);
    }
  }

  private Optional<Messages.Entry> entryFor(ApiMessage message) {
    return messages.find(message.fullName())
        .or(() -> GenericMessages.handlerFor(schemas, message).map(handler -> new Messages.Entry(handler, false, false)));
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
