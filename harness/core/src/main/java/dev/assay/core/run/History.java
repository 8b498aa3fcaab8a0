package dev.assay.core.run;

import java.util.Map;

/** Takes down what happens, in order. Whoever acts on the lab writes here; the instant and sequence are put by the taker. */
public interface History {

  History NONE = (kind, subject, details) -> {};

  void append(String kind, String subject, Map<String, String> details);

  default void append(String kind, String subject) {
    append(kind, subject, Map.of());
  }
}
