package dev.assay.simulator.xapi;

import dev.assay.core.time.VirtualTime;
import dev.assay.core.defect.Defect;
import dev.assay.simulator.performance.Operation;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * One call as its handler sees it. Arguments are counted from 0 without the session; their types were checked against
 * the table.
 *
 * @param host the host that answers: the master, but for the few messages that any host takes
 * @param method class and message, without {@code Async.}
 */
record Call(HostToolstack host, String method, List<Object> arguments, Optional<Session> session, Optional<Work> work) {

  Pool pool() {
    return host.pool();
  }

  /** Return the database that is read: the pool's own, unless the session is one of a database that was opened. */
  ObjectDatabase database() {
    return session.flatMap(Session::opened).map(KeptDatabase::database).orElseGet(() -> pool().database());
  }

  VirtualTime time() {
    return host.doors().time();
  }

  boolean has(Defect defect) {
    return host.doors().defects().has(defect);
  }

  /** Spend the time of this operation on the answering host. */
  void perform(Operation operation) {
    host.perform(operation);
  }

  /** Spend the time of this operation, which reads a disk, on the answering host. */
  void performOn(Entity vdi, Operation operation) {
    vdi.target("SR").ifPresentOrElse(sr -> host.performOn(sr, operation), () -> host.perform(operation));
  }

  boolean given(int index) {
    return index < arguments.size();
  }

  String text(int index) {
    return (String) arguments.get(index);
  }

  String text(int index, String otherwise) {
    return given(index) ? text(index) : otherwise;
  }

  long whole(int index) {
    return (Long) arguments.get(index);
  }

  boolean flag(int index) {
    return (Boolean) arguments.get(index);
  }

  double real(int index) {
    return ((Number) arguments.get(index)).doubleValue();
  }

  @SuppressWarnings("unchecked")
  List<Object> list(int index) {
    return (List<Object>) arguments.get(index);
  }

  @SuppressWarnings("unchecked")
  SequencedMap<String, Object> map(int index) {
    return (SequencedMap<String, Object>) arguments.get(index);
  }

  SequencedMap<String, Object> mapOrEmpty(int index) {
    return given(index) ? map(index) : Collections.emptySortedMap();
  }

  /** Return the object that an argument refers to; {@code HANDLE_INVALID} when there is none of this class. */
  Entity object(int index, String type) {
    return database().get(type, text(index));
  }

  /** Return the object that an argument refers to, or nothing for the null reference. */
  Optional<Entity> objectOrNull(int index, String type) {
    return !given(index) || Refs.isNull(text(index)) ? Optional.empty() : Optional.of(object(index, type));
  }

  /** Return what stands for the call while it runs. */
  Work ongoing() {
    return work.orElseThrow(() -> new IllegalStateException(method + " is registered as a quick message"));
  }
}
