package dev.assay.testkit.execution;

import dev.assay.core.HostId;
import dev.assay.core.Outcome;
import dev.assay.core.run.Evidence;
import dev.assay.core.run.Journal;
import dev.assay.core.time.Time;
import dev.assay.testkit.plan.TestBehaviour;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Takes down attempts: in the history and the journal first, then for whoever watches. */
record AttemptLog(Journal journal, RunHistory run, LaneHistory history, Time time, Progress progress) {

  static void skipped(TestBehaviour behaviour, String reason, Journal journal, RunHistory history, Time time, Progress progress) {
    var log = new AttemptLog(journal, history, history.lane(List.of()), time, progress);
    var open = log.begin(0, behaviour, 1, List.of());
    log.end(open, Outcome.skipped(reason), Duration.ZERO, List.of(), false);
  }

  /** An attempt under way. */
  record Open(int lane, TestBehaviour behaviour, int number, Journal.Attempt attempt) {
    String name() {
      return behaviour.planned().id().value();
    }
  }

  Open begin(int lane, TestBehaviour behaviour, int number, List<HostId> hosts) {
    var id = behaviour.planned().id();
    history.append("case.started", id.value(), Map.of("attempt", Integer.toString(number), "hosts", String.join(" ", hosts.stream().map(HostId::value).toList())));
    run.flush();
    var attempt = journal.began(id, number, hosts, time.now());
    progress.started(lane, id, number, hosts);
    return new Open(lane, behaviour, number, attempt);
  }

  void end(Open open, Outcome outcome, Duration took, List<Evidence> evidence, boolean again) {
    history.append("case.ended", open.name(), Map.of("attempt", Integer.toString(open.number), "verdict", outcome.verdict().name(), "message", firstLine(outcome)));
    run.flush();
    evidence.forEach(open.attempt::attached);
    open.attempt.ended(outcome, took);
    progress.ended(open.lane, open.behaviour.planned().id(), open.number, outcome, took, again);
  }

  void prepared(int lane, List<HostId> hosts, String step) {
    run.flush();
    progress.prepared(lane, hosts, step);
  }

  /** Keep the hash free of what differs between launches, such as identity hash codes deep in a stack. */
  private static String firstLine(Outcome outcome) {
    return outcome.message().lines().findFirst().orElse("");
  }
}
