package dev.assay.testkit.check;

import dev.assay.core.run.HistoryEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads what stress runs write into histories. */
public final class StressEvents {

  private static final String FAMILY = "stress.";

  private StressEvents() {}

  /** Take the stress runs out of a whole history, one after the other; one that did not end is among them. */
  public static List<List<HistoryEvent>> runsIn(List<HistoryEvent> history) {
    var runs = new ArrayList<List<HistoryEvent>>();
    for (var event : history) {
      if (is(event, "begun")) {
        runs.add(new ArrayList<>());
      }
      if (event.kind().startsWith(FAMILY) && !runs.isEmpty()) {
        runs.getLast().add(event);
      }
    }
    return List.copyOf(runs);
  }

  static boolean is(HistoryEvent event, String kind) {
    return event.kind().equals(FAMILY + kind);
  }

  static String detail(HistoryEvent event, String name) {
    return event.details().getOrDefault(name, "");
  }

  static List<String> words(HistoryEvent event, String name) {
    var text = detail(event, name);
    return text.isBlank() ? List.of() : Arrays.asList(text.split(" "));
  }

  /** Find an event of this kind and subject that was seen at the beginning. */
  static Optional<HistoryEvent> atBegin(List<HistoryEvent> events, HistoryEvent end) {
    return events.stream()
        .filter(event -> event.kind().equals(end.kind()) && event.subject().equals(end.subject()) && detail(event, "when").equals("begin"))
        .findFirst();
  }

  static boolean isAtEnd(HistoryEvent event, String kind) {
    return is(event, kind) && detail(event, "when").equals("end");
  }

  static boolean ended(List<HistoryEvent> events) {
    return events.stream().anyMatch(event -> is(event, "ended"));
  }
}
