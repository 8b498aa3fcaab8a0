package dev.assay.testkit.execution;

import dev.assay.core.CaseId;
import dev.assay.core.HostId;
import dev.assay.core.Outcome;
import dev.assay.core.Verdict;
import dev.assay.core.run.Phase;
import dev.assay.testkit.plan.Plan;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Keeps the last outcome of each case, and tells the listener, one call at a time. */
final class Progress {

  private final ExecutionListener listener;
  private final int planned;
  private final SequencedMap<CaseId, Verdict> verdicts = new LinkedHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();

  Progress(Plan plan, ExecutionListener listener) {
    this.listener = listener;
    this.planned = plan.behaviours().size();
  }

  void entered(Phase phase, String detail) {
    tell(to -> to.entered(phase, detail));
  }

  void prepared(int lane, List<HostId> hosts, String step) {
    tell(to -> to.prepared(lane, hosts, step));
  }

  void leftWell(List<HostId> hosts) {
    tell(to -> to.leftWell(hosts));
  }

  void started(int lane, CaseId testCase, int attempt, List<HostId> hosts) {
    tell(to -> to.started(lane, testCase, attempt, hosts));
  }

  void ended(int lane, CaseId testCase, int attempt, Outcome outcome, Duration took, boolean again) {
    tell(to -> {
      verdicts.put(testCase, outcome.verdict());
      to.ended(lane, testCase, attempt, outcome, took, again);
    });
  }

  /** Return the worst verdict; a plan that was not executed to its end is at best INCONCLUSIVE. */
  Verdict verdict(boolean cancelled) {
    lock.lock();
    try {
      var worst = Verdict.worst(verdicts.values());
      return cancelled ? worst.and(Verdict.INCONCLUSIVE) : worst;
    } finally {
      lock.unlock();
    }
  }

  SequencedMap<Verdict, Integer> counts() {
    lock.lock();
    try {
      var counts = new EnumMap<Verdict, Integer>(Verdict.class);
      verdicts.values().forEach(verdict -> counts.merge(verdict, 1, Integer::sum));
      var named = new LinkedHashMap<Verdict, Integer>();
      for (var verdict : Verdict.values()) {
        named.put(verdict, counts.getOrDefault(verdict, 0));
      }
      return named;
    } finally {
      lock.unlock();
    }
  }

  private void tell(Consumer<ExecutionListener> what) {
    lock.lock();
    try {
      what.accept(listener);
    } finally {
      lock.unlock();
    }
  }
}
