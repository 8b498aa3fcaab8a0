package dev.assay.judge.trend;

import dev.assay.analysis.change.Series;
import dev.assay.analysis.compare.BuildComparison;
import dev.assay.analysis.compare.Finding;
import dev.assay.analysis.compare.KpiReadings;
import dev.assay.analysis.compare.Rules;
import dev.assay.analysis.stats.Descriptive;
import dev.assay.core.BuildId;
import dev.assay.core.kpi.PrimaryKpis;
import dev.assay.store.KpiBook.AnalysedLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Two builds, KPI by KPI.
 *
 * @param rows KPIs that both builds have, those with an answer first, of these the primary ones, then by how sure it is
 * @param onlyBase names of those that only the base has
 * @param onlyNew names of those that only the new build has
 */
public record Comparison(List<Row> rows, List<String> onlyBase, List<String> onlyNew) {

  /** One KPI: medians, the noise of the base's level in percent, and what the test says. */
  public record Row(KpiLine line, double base, double fresh, double noisePercent, Finding finding) {

    public boolean isPrimary() {
      return PrimaryKpis.hold(line.kpi().name());
    }
  }

  /** Hold a build's readings against those of the level that the base lies in. */
  static Comparison of(List<KpiLine> lines, List<AnalysedLine> analysed, BuildId base, BuildId fresh, Rules rules) {
    var changes = analysed.stream().collect(Collectors.toMap(AnalysedLine::line, Function.identity()));
    var both = lines.stream().filter(line -> line.builds().contains(base) && line.builds().contains(fresh)).toList();
    var readings = both.stream().map(line -> readings(line, changes, base, fresh)).toList();
    var findings = BuildComparison.compare(readings, rules);
    var rows = new ArrayList<Row>();
    for (int i = 0; i < both.size(); i++) {
      rows.add(row(both.get(i), readings.get(i), fresh, findings.get(i)));
    }
    rows.sort(Comparator.comparing((Row row) -> row.finding().answer()).thenComparing(row -> !row.isPrimary()).thenComparing(row -> row.finding().adjusted()).thenComparing(row -> row.line().name()));
    return new Comparison(List.copyOf(rows), only(lines, base, fresh), only(lines, fresh, base));
  }

  private static KpiReadings readings(KpiLine line, Map<String, AnalysedLine> changes, BuildId base, BuildId fresh) {
    int at = line.builds().indexOf(base);
    int candidate = line.builds().indexOf(fresh);
    var known = Optional.ofNullable(changes.get(line.name())).map(AnalysedLine::changes).orElse(List.of());
    var level = Baseline.around(line, known, at);
    var builds = new ArrayList<double[]>();
    for (int build = level.from(); build < level.to(); build++) {
      if (build != candidate) {
        builds.add(line.readings().get(build));
      }
    }
    return new KpiReadings(new Series(line.name(), line.direction(), builds), line.readings().get(candidate), Optional.empty());
  }

  private static Row row(KpiLine line, KpiReadings readings, BuildId fresh, Finding finding) {
    double[] base = readings.baseline().builds().stream().flatMapToDouble(java.util.Arrays::stream).toArray();
    double level = Descriptive.median(base);
    double noise = level == 0 ? 0 : 100 * Descriptive.MAD_TO_SIGMA * Descriptive.medianAbsoluteDeviation(base) / Math.abs(level);
    return new Row(line, level, Descriptive.median(readings.candidate()), noise, finding);
  }

  private static List<String> only(List<KpiLine> lines, BuildId one, BuildId other) {
    return lines.stream().filter(line -> line.builds().contains(one) && !line.builds().contains(other)).map(KpiLine::name).toList();
  }
}
