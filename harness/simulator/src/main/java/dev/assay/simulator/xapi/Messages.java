package dev.assay.simulator.xapi;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Which handler answers which message. */
final class Messages {

  private final Schemas schemas;
  private final Map<String, Entry> byMethod = new HashMap<>();

  /**
   * How a message is answered.
   *
   * @param longRunning whether it runs beside the connection, under a task
   * @param anywhere whether a slave answers it too
   */
  record Entry(Handler handler, boolean longRunning, boolean anywhere) {

    /** Return the same, begun with this check. */
    Entry after(Consumer<Call> check) {
      return new Entry(call -> {
        check.accept(call);
        return handler.handle(call);
      }, longRunning, anywhere);
    }
  }

  Messages(Schemas schemas) {
    this.schemas = schemas;
  }

  /** Answer at once. */
  Messages quick(String method, Handler handler) {
    return put(method, new Entry(handler, false, false));
  }

  /** Answer at once, on a slave too. */
  Messages anywhere(String method, Handler handler) {
    return put(method, new Entry(handler, false, true));
  }

  /** Answer when the work is done; a task stands for it meanwhile. */
  Messages work(String method, Handler handler) {
    return put(method, new Entry(handler, true, false));
  }

  Optional<Entry> find(String method) {
    return Optional.ofNullable(byMethod.get(method));
  }

  /** Return the methods that have a handler, sorted. */
  SequencedSet<String> modelled() {
    return new TreeSet<>(byMethod.keySet());
  }

  private Messages put(String method, Entry entry) {
    if (schemas.message(method).isEmpty()) {
      throw new IllegalStateException("modelling " + method + ": the API's table has no such message");
    }
    if (byMethod.put(method, entry) != null) {
      throw new IllegalStateException("modelling " + method + " twice");
    }
    return this;
  }
}
