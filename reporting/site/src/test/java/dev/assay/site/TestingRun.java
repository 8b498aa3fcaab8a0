package dev.assay.site;

import dev.assay.core.AssayException;
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
import dev.assay.core.run.Evidence;
import dev.assay.core.run.HistoryEvent;
import dev.assay.core.run.Journal;
import dev.assay.core.run.Phase;
import dev.assay.core.run.PlannedCase;
import dev.assay.core.time.Chance;
import dev.assay.store.RunHeader;
import dev.assay.store.StoredRuns;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Stores runs with everything in them that a report has to show. */
public final class TestingRun {

  public static final String MARKUP = "<script>alert('x')</script>&\"<b>";
  public static final CaseId HOSTILE = CaseId.of("bvt/hostile/" + MARKUP);

  private static final Instant START = Instant.parse("2026-03-02T21:00:00Z");
  private static final List<String> AREAS = List.of("lifecycle", "migration", "network", "pool", "snapshot", "storage", "toolstack");

  private final StoredRuns runs;
  private final Chance chance = Chance.seeded(7);
  private final TreeMap<String, Instant> free = new TreeMap<>();

  public TestingRun(StoredRuns runs) {
    this.runs = runs;
    for (int i = 1; i <= 6; i++) {
      free.put("ams-h0" + i, START.plusSeconds(30L * i));
    }
  }

  /** Store a run of 65 cases: failures known and new, one flaky, lab trouble, a skip, and a case full of markup. */
  public RunId store(String build) {
    var plan = plan();
    var run = runs.open(header(build), plan);
    var journal = runs.resume(run, "controller-1");
    journal.entered(Phase.EXECUTE, "64 cases on 6 hosts");
    for (int i = 0; i < plan.size(); i++) {
      attempts(journal, plan.get(i).id(), i);
    }
    journal.happened(List.of(new HistoryEvent(0, START, "run.started", MARKUP, new TreeMap<>(Map.of("lab", "example")))));
    journal.entered(Phase.RELEASE, "lease L-7");
    journal.entered(Phase.REPORT, "writing reports");
    runs.close(run, "controller-1", Verdict.FAIL, "9c2e1f0a".repeat(8));
    return run;
  }

  private void attempts(Journal journal, CaseId id, int index) {
    switch (index) {
      case 5 -> {
        attempt(journal, id, 1, Outcome.of(new AssertionError("vm bvt-7 answered SSH after 93 s, not within 60 s")));
        attempt(journal, id, 2, Outcome.PASSED);
      }
      case 11, 12 -> attempt(journal, id, 1, Outcome.of(new AssertionError("snapshot revert of vm bvt-" + index + " kept block " + 4096 * index + " written after the snapshot")));
      case 20 -> attempt(journal, id, 1, Outcome.of(new AssayException.Product("SR_BACKEND_FAILURE_47: scanning SR OpaqueRef:1f0c-" + index + " forgot VDI 8c9dbb2e-8e0b-4b3c-9c44-8f1e2a6d0a11")));
      case 33 -> {
        attempt(journal, id, 1, Outcome.of(new AssayException.Lab("powering on ams-h04: its BMC did not answer within 30 s; see: assay hosts show ams-h04")));
        attempt(journal, id, 2, Outcome.of(new AssayException.Lab("powering on ams-h05: its BMC did not answer within 30 s; see: assay hosts show ams-h05")));
      }
      case 40 -> attempt(journal, id, 1, Outcome.skipped("needs iscsi, which lab example does not have"));
      case 63 -> { }
      case 64 -> attempt(journal, id, 1, Outcome.of(new AssertionError("log line: " + MARKUP + " \u0001")));
      default -> attempt(journal, id, 1, Outcome.PASSED);
    }
  }

  private void attempt(Journal journal, CaseId id, int number, Outcome outcome) {
    int count = id.value().contains("migration") || id.value().contains("pool") ? 2 : 1;
    var hosts = free.entrySet().stream().sorted(Map.Entry.comparingByValue()).limit(count).map(Map.Entry::getKey).toList();
    var begin = hosts.stream().map(free::get).max(Instant::compareTo).orElseThrow();
    var took = Duration.ofMillis((long) (1_000 * chance.lognormal(70, 0.8)));
    hosts.forEach(host -> free.put(host, begin.plus(took).plusSeconds(4)));
    var attempt = journal.began(id, number, hosts.stream().map(HostId::of).toList(), begin);
    attempt.measured(samples(id, begin));
    if (outcome.verdict() == Verdict.FAIL) {
      attempt.attached(new Evidence("xensource.log", "text/plain", ("one line\n" + MARKUP + "\n").getBytes(StandardCharsets.UTF_8)));
      attempt.attached(new Evidence("../../status report.tar.gz", "application/gzip", new byte[] {31, -117, 8}));
    }
    attempt.ended(outcome, took);
  }

  private List<Sample> samples(CaseId id, Instant at) {
    var samples = new ArrayList<Sample>();
    samples.add(sample(Kpi.lower("vm.start", "s"), chance.lognormal(2.4, 0.15), at, Map.of("guest", "debian-12", "vm", id.value())));
    if (id.value().contains("migration")) {
      samples.add(sample(Kpi.lower("vm.migrate.downtime", "ms"), chance.lognormal(140, 0.3), at, Map.of("guest", "debian-12")));
    }
    if (id.value().contains("storage")) {
      samples.add(sample(Kpi.higher("disk.read.throughput", "MiB/s"), 310 + 12 * chance.gaussian(), at, Map.of("storage", "nfs")));
      samples.add(sample(Kpi.higher("disk.read.throughput", "MiB/s"), 455 + 9 * chance.gaussian(), at, Map.of("storage", "local")));
    }
    return samples;
  }

  private static Sample sample(Kpi kpi, double value, Instant at, Map<String, String> dimensions) {
    return new Sample(kpi, value, at, new TreeMap<>(dimensions));
  }

  static RunHeader header(String build) {
    return new RunHeader(
        SuiteName.of("bvt"),
        new Build(BuildId.of(build), "XenServer", ProductVersion.parse("6.5.0"), "90233", "creedence", URI.create("http://127.0.0.1/media")),
        "example", "labs/example.yaml", 42, new TreeMap<>(Map.of("with-defect", "revert-keeps-new-data")), "kim", "controller-1",
        "assay run bvt --build " + build + " --lab labs/example.yaml --seed 42 --with-defect revert-keeps-new-data");
  }

  private static List<PlannedCase> plan() {
    var plan = new ArrayList<PlannedCase>();
    for (int i = 0; i < 64; i++) {
      var area = AREAS.get(i % AREAS.size());
      plan.add(planned(CaseId.of("bvt/" + area + "/behaviour-" + i), area, i));
    }
    plan.add(planned(HOSTILE, MARKUP, 64));
    return plan;
  }

  private static PlannedCase planned(CaseId id, String area, int index) {
    return new PlannedCase(id, area, 1 + index % 3, Need.of(1), Duration.ofMinutes(20), "dev.assay.suites.bvt.Behaviours#behaviour" + index);
  }
}
