package dev.assay.judge;

import dev.assay.analysis.gate.Criterion;
import dev.assay.analysis.gate.GatePolicy;
import dev.assay.analysis.gate.KpiFacts;
import dev.assay.analysis.stats.Descriptive;
import dev.assay.core.BuildId;
import dev.assay.core.kpi.Kpi;
import dev.assay.core.kpi.Sample;
import dev.assay.judge.trend.KpiLine;
import dev.assay.judge.trend.KpiTrends;
import dev.assay.store.RunRecord;
import dev.assay.store.Runs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns the stored samples of a build into readings: one per run and KPI, the median of what that run sampled. */
record KpiReadings(Runs runs, KpiTrends trends, BiPredicate<BuildId, BuildId> isNewer) {

  /** Gather the readings of all KPIs, sorted by name, compared with earlier builds if the policy asks; none if it asks for none. */
  List<KpiFacts> of(GatePolicy policy, BuildId build, Optional<BuildId> baseline) {
    boolean limits = policy.criteria().stream().anyMatch(Criterion.KpiLimit.class::isInstance);
    boolean regressions = policy.criteria().stream().anyMatch(Criterion.KpiRegression.class::isInstance);
    var releases = releases(policy, baseline);
    if (!limits && !regressions && releases.isEmpty()) {
      return List.of();
    }
    var ofBuild = runs.ofBuild(build.value(), Optional.empty()).stream().filter(SuiteFacts::isWhole).toList();
    var kpis = new TreeMap<String, Kpi>();
    var facts = facts(ofBuild, kpis);
    var compared = regressions && !facts.isEmpty() ? compared(policy, facts, kpis, build) : facts;
    return releases.isEmpty() ? compared : drifted(compared, kpis, releases);
  }

  /** Compare what the policy asks about, all of it together: what else was measured neither needs an answer nor makes others need more. */
  private List<KpiFacts> compared(GatePolicy policy, List<KpiFacts> facts, Map<String, Kpi> kpis, BuildId build) {
    var rules = policy.criteria().stream().flatMap(criterion -> criterion instanceof Criterion.KpiRegression rule ? Stream.of(rule) : Stream.empty()).toList();
    var asked = facts.stream().filter(kpi -> rules.stream().anyMatch(rule -> rule.isAbout(kpi))).toList();
    var answers = new KpiHistory(trends, isNewer).compare(asked, kpis, build).stream().collect(Collectors.toMap(KpiFacts::name, kpi -> kpi, (one, _) -> one, TreeMap::new));
    return facts.stream().map(kpi -> answers.getOrDefault(kpi.name(), kpi)).toList();
  }

  /** List the releases that the policy's drift criteria hold the build against. */
  private static List<BuildId> releases(GatePolicy policy, Optional<BuildId> baseline) {
    var releases = new ArrayList<BuildId>();
    policy.criteria().forEach(criterion -> {
      if (criterion instanceof Criterion.KpiDrift rule) {
        rule.against().map(BuildId::of).or(() -> baseline).filter(release -> !releases.contains(release)).ifPresent(releases::add);
      }
    });
    return releases;
  }

  private List<KpiFacts> drifted(List<KpiFacts> facts, Map<String, Kpi> kpis, List<BuildId> releases) {
    var drifts = new TreeMap<String, List<KpiFacts.Drift>>();
    for (var release : releases) {
      var measured = facts(runs.ofBuild(release.value(), Optional.empty()).stream().filter(SuiteFacts::isWhole).toList(), new TreeMap<>());
      for (var kpi : facts) {
        measured.stream().filter(before -> before.name().equals(kpi.name()) && before.unit().equals(kpi.unit())).findFirst().ifPresent(before ->
            drifts.computeIfAbsent(kpi.name(), _ -> new ArrayList<>())
                .add(KpiDrifts.between(release.value(), before.readings(), kpi.readings(), kpis.get(kpi.name()).better())));
      }
    }
    return facts.stream().map(kpi -> kpi.drifted(drifts.getOrDefault(kpi.name(), List.of()))).toList();
  }

  private List<KpiFacts> facts(List<RunRecord> ofBuild, Map<String, Kpi> kpis) {
    var readings = new TreeMap<String, List<Double>>();
    var suites = new TreeMap<String, TreeSet<String>>();
    for (var run : ofBuild) {
      ofRun(run).forEach((name, reading) -> {
        suites.computeIfAbsent(name, _ -> new TreeSet<>()).add(run.header().suite().value());
        readings.computeIfAbsent(name, _ -> new ArrayList<>()).add(reading.value());
        kpis.putIfAbsent(name, reading.kpi());
      });
    }
    return readings.entrySet().stream()
        .map(entry -> new KpiFacts(entry.getKey(), kpis.get(entry.getKey()).unit(), entry.getValue(), Optional.empty()).by(List.copyOf(suites.get(entry.getKey()))))
        .toList();
  }

  /** The median of what one run sampled of one KPI, in its unit. */
  private record Reading(double value, Kpi kpi) {}

  /** Reduce a run to one reading per KPI, sorted by name. */
  private SequencedMap<String, Reading> ofRun(RunRecord run) {
    var byName = runs.samples(run.id()).stream()
        .map(Runs.StoredSample::sample)
        .collect(Collectors.groupingBy(sample -> KpiLine.named(sample.kpi().name(), sample.dimensions()), TreeMap::new, Collectors.toList()));
    var readings = new TreeMap<String, Reading>();
    byName.forEach((name, samples) -> readings.put(
        name, new Reading(Descriptive.median(samples.stream().mapToDouble(Sample::value).toArray()), samples.getFirst().kpi())));
    return readings;
  }
}
