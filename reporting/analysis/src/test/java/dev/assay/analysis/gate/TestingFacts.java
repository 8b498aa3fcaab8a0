package dev.assay.analysis.gate;

import dev.assay.analysis.gate.SuiteRun.Counts;
import dev.assay.analysis.gate.SuiteRun.FailedCase;
import dev.assay.analysis.gate.SuiteRun.HostTally;
import dev.assay.analysis.gate.SuiteRun.InBaseline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Facts of a build, written short. */
final class TestingFacts {

  static final Instant NOW = Instant.parse("2026-01-10T12:00:00Z");

  private final List<SuiteRun> runs = new ArrayList<>();
  private final List<KpiFacts> kpis = new ArrayList<>();

  private Optional<List<DefectFact>> defects = Optional.empty();

  static TestingFacts none() {
    return new TestingFacts();
  }

  /** Add a run an hour old; of the rest of the planned, nothing is known. */
  TestingFacts run(String suite, int planned, int passed, int failed, int inconclusive) {
    return run(suite, Duration.ofHours(1), InBaseline.PASSED, new Counts(planned, passed, failed, inconclusive, 0));
  }

  TestingFacts run(String suite, Duration age, InBaseline inBaseline, Counts counts) {
    var failures = IntStream.range(0, counts.failed()).mapToObj(i -> new FailedCase(suite + "/case-" + i, inBaseline)).toList();
    var hosts = List.of(new HostTally("h1", "perf-a", counts.passed(), counts.failed()));
    runs.add(new SuiteRun(suite, "R-" + (runs.size() + 1), NOW.minus(age), counts, failures, hosts));
    return this;
  }

  /** Add a run without failures on hosts of this class. */
  TestingFacts onClass(String suite, String hostClass, Duration age, Counts counts) {
    runs.add(new SuiteRun(suite, "R-" + (runs.size() + 1), NOW.minus(age), counts, List.of(), List.of(new HostTally("h2", hostClass, counts.passed(), 0))));
    return this;
  }

  /** Add a run whose only failure was tried this often. */
  TestingFacts unsteady(String suite, SuiteRun.Tries tries) {
    var failure = new FailedCase(suite + "/case-0", InBaseline.PASSED, tries);
    var hosts = List.of(new HostTally("h1", "perf-a", 9, 1));
    runs.add(new SuiteRun(suite, "R-1", NOW.minus(Duration.ofHours(1)), new Counts(10, 9, 1, 0, 0), List.of(failure), hosts));
    return this;
  }

  TestingFacts reaching(String suite, SuiteRun.Reach reach) {
    runs.add(new SuiteRun(suite, "R-1", NOW.minus(Duration.ofHours(1)), new Counts(10, 10, 0, 0, 0), List.of(), List.of(), reach, ""));
    return this;
  }

  TestingFacts defects(DefectFact... open) {
    defects = Optional.of(List.of(open));
    return this;
  }

  TestingFacts kpi(KpiFacts kpi) {
    kpis.add(kpi);
    return this;
  }

  GateFacts facts() {
    return new GateFacts("6.5-90233", Optional.of("6.2-70446"), runs, kpis, defects);
  }

  CriterionResult judgedBy(Criterion criterion, Waiver... waivers) {
    return decide(List.of(criterion), waivers).results().getFirst();
  }

  GateDecision decide(List<Criterion> criteria, Waiver... waivers) {
    return Gate.decide(new GatePolicy("test", "1", "alpha", criteria), facts(), List.of(waivers), NOW);
  }
}
