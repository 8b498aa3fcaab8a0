package dev.assay.testkit.execution;

import dev.assay.core.run.Evidence;
import dev.assay.core.run.HistoryEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Evidence that the harness itself writes. */
final class EvidenceText {

  private EvidenceText() {}

  static Evidence history(List<HistoryEvent> events) {
    var lines = events.stream()
        .map(event -> event.sequence() + " " + event.at() + " " + event.kind() + " " + event.subject() + " " + event.details())
        .collect(Collectors.joining("\n", "", "\n"));
    return text("last-events.log", lines);
  }

  static Evidence missing(Throwable why) {
    return text("evidence-missing.txt", "the bench's evidence could not be collected to its end: " + why.getMessage() + "\n");
  }

  private static Evidence text(String name, String content) {
    return new Evidence(name, "text/plain", content.getBytes(StandardCharsets.UTF_8));
  }
}
