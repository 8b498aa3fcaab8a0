package dev.assay.site.pages;

import dev.assay.analysis.compare.Rules;
import dev.assay.analysis.stats.Descriptive;
import dev.assay.core.AssayException;
import dev.assay.core.BuildId;
import dev.assay.judge.trend.Comparison.Row;
import dev.assay.judge.trend.KpiLine;
import dev.assay.judge.trend.KpiTrends;
import dev.assay.site.pages.CompareView.Difference;
import dev.assay.site.pages.CompareView.Line;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Compares two builds; what is significant is said by {@code dev.assay.analysis.compare}, and by nothing here. */
final class ComparePage {

  /** So many lines are read at a glance; the others are fetched when they are asked for. */
  private static final int MOST_LINES = 100;

  private static final int KEPT = 50;

  private final Look look;
  private final RunTable runs;
  private final Marks marks;
  private final KpiTrends trends;
  private final Recent<String, List<Tested>> builds = new Recent<>(1);
  private final Recent<String, Compared> compared = new Recent<>(KEPT);

  ComparePage(Look look, RunTable runs, Marks marks, KpiTrends trends) {
    this.look = look;
    this.runs = runs;
    this.marks = marks;
    this.trends = trends;
  }

  private record Compared(List<Line> lines, List<Difference> differences) {}

  private record Tested(String build, String version) {}

  View read(PageQuery query) {
    var now = marks.now();
    var tested = builds.get(now.ended(), this::tested);
    if (tested.isEmpty()) {
      return new View("Compare", "pages/compare.jte", new CompareView("", "", List.of(), "No run has ended yet.", List.of(), false, List.of(), 0, 0));
    }
    var names = tested.stream().map(Tested::build).toList();
    var build = query.text("build").orElse(names.getFirst());
    var base = query.text("base").orElseGet(() -> before(tested, build));
    requireTested(names, build);
    requireTested(names, base);
    boolean regressionsOnly = query.flag("regressions");
    var both = compared.get(String.join(" ", now.ended(), base, build), () -> new Compared(lines(base, build), differences(base, build)));
    var all = both.lines();
    boolean everything = query.flag("all");
    var asked = regressionsOnly ? all.stream().filter(line -> line.answer().equals("REGRESSION")).toList() : all;
    var shown = everything ? asked : asked.subList(0, Math.min(MOST_LINES, asked.size()));
    return new View(
        build + " against " + base, "pages/compare.jte",
        new CompareView(base, build, names, sentence(base, build, all), shown, regressionsOnly, both.differences(), all.size() - asked.size(), asked.size() - shown.size()));
  }

  private List<Tested> tested() {
    return look.list("listing builds", row -> new Tested(row.getString(1), row.getString(2)),
        "select build, max(version) from results.run where ended is not null group by build order by " + Names.NEWEST_FIRST + " limit 200");
  }

  /** The build of the same version that was tested before it; without one, any other, or itself. */
  private static String before(List<Tested> newestFirst, String build) {
    int place = newestFirst.stream().map(Tested::build).toList().indexOf(build);
    if (place < 0) {
      return newestFirst.getFirst().build();
    }
    var older = newestFirst.subList(place + 1, newestFirst.size());
    return older.stream().filter(one -> one.version().equals(newestFirst.get(place).version())).findFirst().or(() -> older.stream().findFirst())
        .map(Tested::build).orElse(build);
  }

  private static void requireTested(List<String> names, String build) {
    if (!names.contains(build)) {
      throw new AssayException.Nothing("looking for build '" + build + "': no run of it has ended; runs exist of " + String.join(", ", names.subList(0, Math.min(8, names.size()))));
    }
  }

  /** Compare as {@code assay compare} does; two builds must be named. */
  private List<Line> lines(String base, String build) {
    if (base.equals(build)) {
      return List.of();
    }
    var rows = trends.compare(BuildId.of(base), BuildId.of(build), Rules.DEFAULT).rows();
    var spreads = spreads(base, build);
    return rows.stream()
        .map(row -> line(row, Spread.of(spreads, base, row.line().name()), Spread.of(spreads, build, row.line().name())))
        .sorted(Comparator.comparing((Line line) -> rank(line.answer())).thenComparing(line -> !line.primary()).thenComparing(Line::adjusted).thenComparing(Line::kpi)
            .thenComparing(Line::dimensions))
        .toList();
  }

  private static int rank(String answer) {
    return switch (answer) {
      case "REGRESSION" -> 0;
      case "CHANGE" -> 1;
      case "IMPROVEMENT" -> 2;
      case "NEEDS_MORE_RUNS" -> 3;
      default -> 4;
    };
  }

  private static Line line(Row row, Spread base, Spread build) {
    var finding = row.finding();
    var kpi = row.line().kpi();
    return new Line(
        kpi.name(), Dimensions.ofLine(row.line().name()), kpi.unit(), kpi.better().name(), row.base(), row.fresh(), finding.percent(), finding.percentInterval().low(),
        finding.percentInterval().high(), finding.adjusted(), finding.repeats(), finding.baselineBuilds(), finding.answer().name(), finding.moreRuns(),
        finding.detectablePercent(), finding.reason(), base.least(), base.p95(), base.most(), build.least(), build.p95(), build.most(), row.isPrimary());
  }

  /** How far the samples of one line reach in all whole runs of a build; where no whole run has any, in those of parts of suites. */
  private record Spread(double least, double p95, double most) {

    static Spread of(Map<String, List<Reach>> all, String build, String line) {
      var found = all.getOrDefault(build + " " + line, List.of());
      var whole = found.stream().filter(Reach::whole).toList();
      var counted = whole.isEmpty() ? found : whole;
      return new Spread(
          counted.stream().mapToDouble(Reach::least).min().orElse(Double.NaN), counted.isEmpty() ? Double.NaN : Descriptive.median(counted.stream().mapToDouble(Reach::p95).toArray()),
          counted.stream().mapToDouble(Reach::most).max().orElse(Double.NaN));
    }
  }

  /** How far the samples of one series reach in one run. */
  private record Reach(String build, String line, boolean whole, double least, double p95, double most) {}

  private Map<String, List<Reach>> spreads(String base, String build) {
    return look.list(
        "reading how far the samples of " + base + " and " + build + " reach",
        row -> new Reach(
            row.getString("build"), KpiLine.named(row.getString("name"), Dimensions.map(row.getString("dimensions"))), row.getBoolean("whole"), row.getDouble("least"),
            row.getDouble("p95"), row.getDouble("most")),
        """
        select r.build, k.name, line.dimensions, not jsonb_exists(r.options::jsonb, 'only') as whole, reading.least, reading.p95, reading.most
        from results.run r join results.rollup reading on reading.run = r.number
          join results.series line on line.id = reading.series join results.kpi k on k.id = line.kpi
        where r.build in (?, ?) and r.ended is not null
        """,
        base, build).stream().collect(Collectors.groupingBy(reach -> reach.build() + " " + reach.line()));
  }

  private static String sentence(String base, String build, List<Line> lines) {
    if (base.equals(build)) {
      return "Choose two builds: " + build + " stands on both sides. To test another: assay run SUITE --build BUILD";
    }
    if (lines.isEmpty()) {
      return "No KPI was measured in whole runs of both builds.";
    }
    long worse = count(lines, "REGRESSION");
    long better = count(lines, "IMPROVEMENT");
    long more = count(lines, "NEEDS_MORE_RUNS");
    return build + " against " + base + ": " + (worse == 0 ? "no KPI is surely worse" : Say.count(worse, "KPI is worse", "KPIs are worse")) + ", "
        + better + " better, " + more + " need more runs, of " + lines.size();
  }

  private static long count(List<Line> lines, String answer) {
    return lines.stream().filter(line -> line.answer().equals(answer)).count();
  }

  private List<Difference> differences(String base, String build) {
    var one = facts(base);
    var other = facts(build);
    var names = new TreeMap<String, Boolean>();
    one.keySet().forEach(name -> names.put(name, true));
    other.keySet().forEach(name -> names.put(name, true));
    return names.keySet().stream()
        .map(name -> new Difference(name, one.getOrDefault(name, ""), other.getOrDefault(name, "")))
        .filter(difference -> !difference.base().equals(difference.build()))
        .toList();
  }

  private TreeMap<String, String> facts(String build) {
    var facts = new TreeMap<String, String>();
    for (var run : runs.list("where r.build = ? and r.ended is not null order by r.number desc limit 20", build)) {
      facts.putIfAbsent("version", run.product() + " " + run.version());
      facts.putIfAbsent("generation", run.generation());
      facts.putIfAbsent("lab", run.lab());
      facts.putIfAbsent("seed of " + run.suite(), Long.toString(run.seed()));
      facts.putIfAbsent("cases of " + run.suite(), Integer.toString(run.planned()));
      run.options().forEach((name, value) -> facts.putIfAbsent(name + " of " + run.suite(), value));
    }
    return facts;
  }
}
