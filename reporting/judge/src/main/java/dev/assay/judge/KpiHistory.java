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
import dev.assay.judge.trend.KpiTrends;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Compares a build's KPIs with their baselines. */
record KpiHistory(KpiTrends trends, BiPredicate<BuildId, BuildId> isNewer) {

  /** Say of each KPI how it changed; all are judged together. */
  List<KpiFacts> compare(List<KpiFacts> candidates, Map<String, Kpi> kpis, BuildId build) {
    var baselines = trends.baselinesOf(build, isNewer);
    var compared = candidates.stream().map(kpi -> asked(kpi, kpis, baselines)).toList();
    var findings = BuildComparison.compare(compared, Rules.DEFAULT);
    var facts = new ArrayList<KpiFacts>();
    for (int i = 0; i < candidates.size(); i++) {
      var kpi = candidates.get(i);
      facts.add(kpi.changed(change(findings.get(i), direction(kpis.get(kpi.name())))));
    }
    return facts;
  }

  private static dev.assay.analysis.compare.KpiReadings asked(KpiFacts kpi, Map<String, Kpi> kpis, Map<String, Series> baselines) {
    var none = new Series(kpi.name(), direction(kpis.get(kpi.name())), List.of());
    return new dev.assay.analysis.compare.KpiReadings(baselines.getOrDefault(kpi.name(), none), kpi.readings().stream().mapToDouble(Double::doubleValue).toArray(), Optional.empty());
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
        answer(finding, direction), mirrored ? -finding.percent() : finding.percent(), mirrored ? -high : low, mirrored ? -low : high, finding.moreRuns(),
        finding.moreBaseline());
  }

  /** A KPI of which neither way is better cannot get worse. */
  private static Answer answer(Finding finding, Direction direction) {
    return switch (finding.answer()) {
      case REGRESSION -> Answer.REGRESSION;
      case IMPROVEMENT -> Answer.IMPROVEMENT;
      case CHANGE, NONE -> Answer.NONE;
      case NEEDS_MORE_RUNS -> direction == Direction.BOTH ? Answer.NONE : Answer.NEEDS_MORE_RUNS;
    };
  }
}
