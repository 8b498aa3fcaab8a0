package dev.assay.testkit.execution;

import dev.assay.core.CaseId;
import dev.assay.core.HostId;
import dev.assay.core.Outcome;
import dev.assay.core.Verdict;
import dev.assay.core.kpi.Sample;
import dev.assay.core.run.Evidence;
import dev.assay.core.run.HistoryEvent;
import dev.assay.core.run.Journal;
import dev.assay.core.run.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A journal that keeps everything in memory and nothing beyond the process: for tests of suites and of the engine. */
public final class MemoryJournal implements Journal {

  private final List<Phase> phases = new ArrayList<>();
  private final List<Entry> attempts = new ArrayList<>();
  private final List<HistoryEvent> events = new ArrayList<>();

  @Override
  public synchronized void entered(Phase phase, String detail) {
    phases.add(phase);
  }

  @Override
  public synchronized Attempt began(CaseId testCase, int number, List<HostId> hosts, Instant at) {
    var entry = new Entry(testCase, number, hosts);
    attempts.add(entry);
    return entry;
  }

  @Override
  public synchronized void happened(List<HistoryEvent> batch) {
    events.addAll(batch);
  }

  public synchronized List<Phase> phases() {
    return List.copyOf(phases);
  }

  /** List the attempts in the order in which they began. */
  public synchronized List<Entry> attempts() {
    return List.copyOf(attempts);
  }

  public synchronized List<HistoryEvent> events() {
    return List.copyOf(events);
  }

  /** List the attempts that ended in this verdict. */
  public List<Entry> ended(Verdict verdict) {
    return attempts().stream().filter(entry -> entry.outcome().filter(outcome -> outcome.verdict() == verdict).isPresent()).toList();
  }

  /** One attempt and all that was said of it. */
  public static final class Entry implements Attempt {

    private final CaseId testCase;
    private final int number;
    private final List<HostId> hosts;
    private final List<Sample> samples = new ArrayList<>();
    private final List<Evidence> evidence = new ArrayList<>();
    private Optional<Outcome> outcome = Optional.empty();

    private Entry(CaseId testCase, int number, List<HostId> hosts) {
      this.testCase = testCase;
      this.number = number;
      this.hosts = List.copyOf(hosts);
    }

    @Override
    public synchronized void measured(List<Sample> more) {
      samples.addAll(more);
    }

    @Override
    public synchronized void attached(Evidence more) {
      evidence.add(more);
    }

    @Override
    public synchronized void ended(Outcome how, Duration took) {
      if (outcome.isPresent()) {
        throw new IllegalStateException("attempt " + number + " of " + testCase + " ended twice");
      }
      outcome = Optional.of(how);
    }

    public CaseId testCase() {
      return testCase;
    }

    public int number() {
      return number;
    }

    public List<HostId> hosts() {
      return hosts;
    }

    public synchronized List<Sample> samples() {
      return List.copyOf(samples);
    }

    public synchronized List<Evidence> evidence() {
      return List.copyOf(evidence);
    }

    public synchronized Optional<Outcome> outcome() {
      return outcome;
    }

    @Override
    public String toString() {
      return testCase + " #" + number + " " + outcome.map(how -> how.verdict() + " " + how.message()).orElse("open");
    }
  }
}
