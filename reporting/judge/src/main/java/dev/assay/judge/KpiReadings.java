package dev.assay.judge;

import dev.assay.analysis.gate.Criterion;
import dev.assay.analysis.gate.GatePolicy;
import dev.assay.analysis.gate.KpiFacts;
import dev.assay.analysis.stats.Descriptive;
import dev.assay.core.BuildId;
import dev.assay.core.kpi.Sample;
import dev.assay.store.RunRecord;
import dev.assay.store.Runs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Turns the stored samples of a build into readings: one per run and KPI, the median of what that run sampled. */
record KpiReadings(Runs runs) {

  /** Gather the readings of all KPIs, sorted by name; none when the policy asks for none. */
  List<KpiFacts> of(GatePolicy policy, BuildId build) {
    var asked = policy.criteria().stream().anyMatch(criterion -> switch (criterion) {
      case Criterion.OfSuite _ -> false;
      case Criterion.KpiLimit _, Criterion.KpiRegression _ -> true;
    });
    return asked ? facts(runs.ofBuild(build.value(), Optional.empty()).stream().filter(SuiteFacts::isWhole).toList()) : List.of();
  }

  private List<KpiFacts> facts(List<RunRecord> builds) {
    var readings = new TreeMap<String, List<Double>>();
    var units = new TreeMap<String, String>();
    for (var run : builds) {
      ofRun(run).forEach((name, reading) -> {
        readings.computeIfAbsent(name, _ -> new ArrayList<>()).add(reading.value());
        units.putIfAbsent(name, reading.unit());
      });
    }
    return readings.entrySet().stream()
        .map(entry -> new KpiFacts(entry.getKey(), units.get(entry.getKey()), entry.getValue(), Optional.empty()))
        .toList();
  }

  /** The median of what one run sampled of one KPI, in its unit. */
  record Reading(double value, String unit) {}

  /** Reduce a run to one reading per KPI, sorted by name. */
  SequencedMap<String, Reading> ofRun(RunRecord run) {
    var byName = runs.samples(run.id()).stream()
        .map(Runs.StoredSample::sample)
        .collect(Collectors.groupingBy(KpiReadings::name, TreeMap::new, Collectors.toList()));
    var readings = new TreeMap<String, Reading>();
    byName.forEach((name, samples) -> readings.put(
        name, new Reading(Descriptive.median(samples.stream().mapToDouble(Sample::value).toArray()), samples.getFirst().kpi().unit())));
    return readings;
  }

  /** Name a KPI with what it hangs on, such as {@code boot.time{guest=debian}}; the single host and VM are left out. */
  private static String name(Sample sample) {
    var dimensions = new TreeMap<>(sample.dimensions());
    dimensions.remove("host");
    dimensions.remove("vm");
    return sample.kpi().name() + (dimensions.isEmpty() ? "" : dimensions.toString().replace(", ", ","));
  }
}
