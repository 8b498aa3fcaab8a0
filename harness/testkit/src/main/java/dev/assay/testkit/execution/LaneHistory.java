package dev.assay.testkit.execution;

import dev.assay.core.HostId;
import dev.assay.core.run.History;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** One lane's way into the history of the run: it knows when something happened last that was this lane's. */
final class LaneHistory implements History {

  private final RunHistory run;
  private final List<String> hosts;
  private final AtomicReference<Instant> lastAt = new AtomicReference<>(Instant.EPOCH);

  LaneHistory(RunHistory run, List<HostId> hosts) {
    this.run = run;
    this.hosts = hosts.stream().map(HostId::value).toList();
  }

  @Override
  public void append(String kind, String subject, Map<String, String> details) {
    lastAt.set(run.add(kind, subject, details));
  }

  /** Return when something happened last here, or anywhere that names no other lane's host. */
  Instant lastAt() {
    return lastAt.get();
  }

  /** Describe what happened last in the run. */
  String lastEvent() {
    return run.last().reversed().stream().findFirst().map(event -> event.kind() + " " + event.subject() + " at " + event.at()).orElse("nothing");
  }

  boolean has(String host) {
    return hosts.contains(host);
  }

  void happened(Instant at) {
    lastAt.set(at);
  }
}
