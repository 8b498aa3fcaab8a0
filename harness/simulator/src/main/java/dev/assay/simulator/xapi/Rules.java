package dev.assay.simulator.xapi;

import dev.assay.xapi.XapiException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Says of one class's objects which operations their state allows: a pure function of the database. */
interface Rules {

  /** List the operations that may stand in {@code allowed_operations}. */
  List<String> operations();

  /** Return why the operation is refused now, or nothing when it is allowed. */
  Optional<XapiException> refusal(Entity object, String operation);

  /** Refuse an operation because of another one on the same object, unless the two go together. */
  static Optional<XapiException> clash(Entity object, Predicate<String> goesWith) {
    return object.map("current_operations").entrySet().stream()
        .filter(running -> !goesWith.test((String) running.getValue()))
        .findFirst()
        .map(running -> Refusal.otherOperation(object, (String) running.getValue(), running.getKey()));
  }
}
