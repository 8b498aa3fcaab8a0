package dev.assay.judge;

import dev.assay.core.Build;
import dev.assay.core.BuildId;
import dev.assay.core.CaseId;
import dev.assay.core.HostId;
import dev.assay.core.Need;
import dev.assay.core.Outcome;
import dev.assay.core.ProductVersion;
import dev.assay.core.RunId;
import dev.assay.core.SuiteName;
import dev.assay.core.Verdict;
import dev.assay.core.kpi.Kpi;
import dev.assay.core.kpi.Sample;
import dev.assay.core.run.PlannedCase;
import dev.assay.core.run.Phase;
import dev.assay.store.CaseRecord;
import dev.assay.store.CaseRecord.AttemptRecord;
import dev.assay.store.KpiBook;
import dev.assay.store.RunHeader;
import dev.assay.store.RunRecord;
import dev.assay.store.Runs;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Stored runs that were never run: what a test says they left behind. */
final class TestingRuns {

  static final Instant NOW = Instant.parse("2026-01-10T12:00:00Z");

  private record Stored(RunRecord record, List<CaseRecord> cases, List<Runs.StoredSample> samples) {}

  private final List<Stored> stored = new ArrayList<>();
  private final List<KpiBook.Acceptance> accepted = new ArrayList<>();

  /** Store a whole run, older by a minute than the one stored before it. */
  TestingRuns run(String build, String suite, Verdict... verdicts) {
    return run(build, suite, Map.of(), List.of(), verdicts);
  }

  TestingRuns run(String build, String suite, Map<String, String> options, List<Sample> samples, Verdict... verdicts) {
    var at = NOW.minus(Duration.ofMinutes(1 + stored.size()));
    var cases = new ArrayList<CaseRecord>();
    for (var verdict : verdicts) {
      cases.add(testCase(suite, cases.size(), at, verdict));
    }
    var product = new Build(BuildId.of(build), "XenServer", ProductVersion.parse("6.5.0"), "90233", "creedence", URI.create("http://127.0.0.1/"));
    var header = new RunHeader(SuiteName.of(suite), product, "lab", "lab.yaml", 1, new TreeMap<>(options), "kim", "c1", "assay run");
    var record = new RunRecord(
        RunId.of("R-" + (stored.size() + 1)), header, RunRecord.State.DONE, Phase.REPORT, "", at, Optional.of(at), Optional.empty(), Optional.empty(),
        verdicts.length, new TreeMap<>());
    stored.add(new Stored(record, cases, samples.stream().map(sample -> new Runs.StoredSample(CaseId.of(suite + "/case-0"), 1, sample)).toList()));
    return this;
  }

  /** Make the run stored last one that is still under way. */
  TestingRuns stillRunning() {
    var last = stored.removeLast();
    var ended = last.record();
    var running = new RunRecord(
        ended.id(), ended.header(), RunRecord.State.RUNNING, Phase.EXECUTE, "", ended.started(), Optional.empty(), Optional.empty(), Optional.empty(),
        ended.planned(), ended.counts());
    stored.add(new Stored(running, last.cases(), last.samples()));
    return this;
  }

  private static CaseRecord testCase(String suite, int number, Instant at, Verdict verdict) {
    var planned = new PlannedCase(CaseId.of(suite + "/case-" + number), "area", 1, Need.of(1), Duration.ofMinutes(1), "Class#method");
    var outcome = new Outcome(verdict, Outcome.Blame.NOBODY, "", null);
    var host = HostId.of("h" + (1 + number % 2));
    return new CaseRecord(planned, List.of(new AttemptRecord(1, List.of(host), at, Optional.of(outcome), "", Duration.ZERO)));
  }

  static Sample sample(Kpi kpi, double value) {
    return new Sample(kpi, value, NOW, new TreeMap<>(Map.of("host", "h1")));
  }

  /** Answer what a judge reads; anything else is an error of the test. */
  Runs asRuns() {
    return (Runs) Proxy.newProxyInstance(Runs.class.getClassLoader(), new Class<?>[] {Runs.class}, (proxy, method, arguments) -> switch (method.getName()) {
      case "ofBuild" -> ofBuild((String) arguments[0], (Optional<?>) arguments[1]);
      case "latest" -> stored.stream().map(Stored::record).limit((Integer) arguments[0]).toList();
      case "cases" -> find((RunId) arguments[0]).cases();
      case "samples" -> find((RunId) arguments[0]).samples();
      default -> throw new UnsupportedOperationException("a judge asked the store to " + method.getName());
    });
  }

  /** Answer what a judge reads of KPIs: those of whole runs that have ended. */
  KpiBook asBook() {
    return (KpiBook) Proxy.newProxyInstance(KpiBook.class.getClassLoader(), new Class<?>[] {KpiBook.class}, (proxy, method, arguments) -> switch (method.getName()) {
      case "readings" -> readings();
      case "firstRunOfLatest" -> 0L;
      case "acceptances" -> List.copyOf(accepted);
      default -> throw new UnsupportedOperationException("a judge asked the book to " + method.getName());
    });
  }

  TestingRuns accepted(String line, String build) {
    accepted.add(new KpiBook.Acceptance(line, BuildId.of(build), "kim", "known", NOW));
    return this;
  }

  /** The run stored last is the oldest, so it has the least number. */
  private List<KpiBook.SeriesReadings> readings() {
    var byKpi = new LinkedHashMap<Kpi, List<KpiBook.RunReading>>();
    for (int i = stored.size() - 1; i >= 0; i--) {
      var run = stored.get(i);
      if (!run.record().header().options().containsKey(Judge.SELECTION) && run.record().state() == RunRecord.State.DONE) {
        for (var one : run.samples()) {
          byKpi.computeIfAbsent(one.sample().kpi(), _ -> new ArrayList<>()).add(new KpiBook.RunReading(stored.size() - i, run.record().header().build().id(), one.sample().value()));
        }
      }
    }
    return byKpi.entrySet().stream().map(entry -> new KpiBook.SeriesReadings(entry.getKey(), new TreeMap<>(), entry.getValue())).toList();
  }

  private List<RunRecord> ofBuild(String build, Optional<?> suite) {
    return stored.stream()
        .map(Stored::record)
        .filter(run -> run.header().build().id().value().equals(build))
        .filter(run -> suite.isEmpty() || suite.get().equals(run.header().suite()))
        .toList();
  }

  private Stored find(RunId run) {
    return stored.stream().filter(one -> one.record().id().equals(run)).findFirst().orElseThrow();
  }
}
