package dev.assay.judge;

import dev.assay.analysis.change.Direction;
import dev.assay.analysis.change.Series;
import dev.assay.analysis.compare.BuildComparison;
import dev.assay.analysis.compare.Finding;
import dev.assay.analysis.compare.Rules;
import dev.assay.analysis.gate.KpiFacts;
import dev.assay.analysis.gate.KpiFacts.Answer;
import dev.assay.analysis.gate.KpiFacts.Change;
import dev.assay.core.BuildId;
import dev.assay.core.kpi.Kpi;
import dev.assay.store.RunRecord;
import dev.assay.store.Runs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/** Compares a build's KPIs with the runs of other builds that came before it. */
record KpiHistory(Runs runs, KpiReadings readings, BiPredicate<BuildId, BuildId> isNewer) {

  /** Enough for a baseline of 60 builds among the runs of a busy lab; more would be read for nothing. */
  private static final int LATEST = 200;

  /** Say of each KPI how it changed; all are judged together. */
  List<KpiFacts> compare(List<KpiFacts> candidates, Map<String, Kpi> kpis, BuildId build, Instant firstRun) {
    var before = before(build, firstRun);
    var compared = candidates.stream().map(kpi -> asked(kpi, kpis, before)).toList();
    var findings = BuildComparison.compare(compared, Rules.DEFAULT);
    var facts = new ArrayList<KpiFacts>();
    for (int i = 0; i < candidates.size(); i++) {
      var kpi = candidates.get(i);
      facts.add(new KpiFacts(kpi.name(), kpi.unit(), kpi.readings(), Optional.of(change(findings.get(i), direction(kpis.get(kpi.name()))))));
    }
    return facts;
  }

  /** For each KPI the readings of earlier runs of other builds that are not newer, oldest first. */
  private Map<String, List<double[]>> before(BuildId build, Instant firstRun) {
    var series = new TreeMap<String, List<double[]>>();
    for (RunRecord run : runs.latest(LATEST).reversed()) {
      if (SuiteFacts.isWhole(run) && run.started().isBefore(firstRun) && !run.header().build().id().equals(build) && !isNewer.test(run.header().build().id(), build)) {
        readings.ofRun(run).forEach((name, reading) -> series.computeIfAbsent(name, _ -> new ArrayList<>()).add(new double[] {reading.value()}));
      }
    }
    return series;
  }

  private static dev.assay.analysis.compare.KpiReadings asked(KpiFacts kpi, Map<String, Kpi> kpis, Map<String, List<double[]>> before) {
    var series = new Series(kpi.name(), direction(kpis.get(kpi.name())), before.getOrDefault(kpi.name(), List.of()));
    return new dev.assay.analysis.compare.KpiReadings(series, kpi.readings().stream().mapToDouble(Double::doubleValue).toArray(), Optional.empty());
  }

  private static Direction direction(Kpi kpi) {
    return switch (kpi.better()) {
      case LOWER -> Direction.LOWER;
      case HIGHER -> Direction.HIGHER;
      case NEITHER -> Direction.BOTH;
    };
  }

  private static Change change(Finding finding, Direction direction) {
    boolean mirrored = direction == Direction.HIGHER;
    double low = finding.percentInterval().low();
    double high = finding.percentInterval().high();
    return new Change(
        answer(finding), mirrored ? -finding.percent() : finding.percent(), mirrored ? -high : low, mirrored ? -low : high, finding.moreRuns());
  }

  /** A KPI of which neither way is better cannot get worse. */
  private static Answer answer(Finding finding) {
    return switch (finding.answer()) {
      case REGRESSION -> Answer.REGRESSION;
      case IMPROVEMENT -> Answer.IMPROVEMENT;
      case CHANGE, NONE -> Answer.NONE;
      case NEEDS_MORE_RUNS -> Answer.NEEDS_MORE_RUNS;
    };
  }
}
