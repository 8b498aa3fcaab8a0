package dev.assay.site.pages;

import dev.assay.analysis.change.Direction;
import dev.assay.analysis.change.Series;
import dev.assay.analysis.compare.BuildComparison;
import dev.assay.analysis.compare.Finding;
import dev.assay.analysis.compare.KpiReadings;
import dev.assay.analysis.compare.Rules;
import dev.assay.analysis.stats.Descriptive;
import dev.assay.core.AssayException;
import dev.assay.site.pages.CompareView.Difference;
import dev.assay.site.pages.CompareView.Line;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Compares two builds; what is significant is said by {@code dev.assay.analysis.compare}, and by nothing here. */
final class ComparePage {

  private static final int MOST_BUILDS = 60;

  /** So many lines are read at a glance; the others are fetched when they are asked for. */
  private static final int MOST_LINES = 100;

  private static final int KEPT = 50;

  private final Look look;
  private final RunTable runs;
  private final Marks marks;
  private final Recent<String, List<Line>> compared = new Recent<>(KEPT);

  ComparePage(Look look, RunTable runs, Marks marks) {
    this.look = look;
    this.runs = runs;
    this.marks = marks;
  }

  private record Tested(String build, String version) {}

  private record Row(int series, String kpi, String dimensions, String unit, String better, String build, double least, double median, double p95, double most) {}

  View read(PageQuery query) {
    var tested = look.list("listing builds", row -> new Tested(row.getString(1), row.getString(2)),
        "select build, max(version) from results.run where ended is not null group by build order by max(number) desc limit 200");
    if (tested.isEmpty()) {
      return new View("Compare", "pages/compare.jte", new CompareView("", "", List.of(), "No run has ended yet.", List.of(), false, List.of(), 0, 0));
    }
    var names = tested.stream().map(Tested::build).toList();
    var build = query.text("build").orElse(names.getFirst());
    var base = query.text("base").orElseGet(() -> before(tested, build));
    requireTested(names, build);
    requireTested(names, base);
    boolean regressionsOnly = query.flag("regressions");
    var all = compared.get(String.join(" ", marks.ofEnded(), base, build), () -> lines(base, build));
    boolean everything = query.flag("all");
    var asked = regressionsOnly ? all.stream().filter(line -> line.answer().equals("REGRESSION")).toList() : all;
    var shown = everything ? asked : asked.subList(0, Math.min(MOST_LINES, asked.size()));
    return new View(
        build + " against " + base, "pages/compare.jte",
        new CompareView(base, build, names, sentence(base, build, all), shown, regressionsOnly, differences(base, build), all.size() - asked.size(), asked.size() - shown.size()));
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

  private List<Line> lines(String base, String build) {
    // The base's level rests on the builds up to it that were first tested before, as far as it reaches back.
    var bySeries = new LinkedHashMap<Integer, List<Row>>();
    look.list(
        "reading the readings of " + base + " and " + build,
        row -> new Row(
            row.getInt("series"), row.getString("name"), Dimensions.words(row.getString("dimensions")), row.getString("unit"), row.getString("better"),
            row.getString("build"), row.getDouble("least"), row.getDouble("median"), row.getDouble("p95"), row.getDouble("most")),
        """
        with chosen as (
          select build from results.run where ended is not null and not jsonb_exists(options::jsonb, 'only')
          group by build having min(number) <= (select min(number) from results.run where build = ?) order by (build = ?) desc, min(number) desc limit ?)
        select reading.series, k.name, line.dimensions, k.unit, k.better, r.build, reading.least, reading.median, reading.p95, reading.most
        from results.rollup reading
          join results.run r on r.number = reading.run and not jsonb_exists(r.options::jsonb, 'only')
          join results.series line on line.id = reading.series join results.kpi k on k.id = line.kpi
        where (r.build in (select build from chosen) or r.build = ?)
          and reading.series in (select series from results.rollup other join results.run o on o.number = other.run where o.build = ?)
        order by k.name, line.dimensions, reading.run
        """,
        base, base, MOST_BUILDS, build, build)
        .forEach(row -> bySeries.computeIfAbsent(row.series(), _ -> new ArrayList<>()).add(row));
    var asked = bySeries.values().stream().filter(rows -> has(rows, base) && has(rows, build)).toList();
    var findings = BuildComparison.compare(asked.stream().map(rows -> readings(rows, build)).toList(), Rules.DEFAULT);
    var lines = new ArrayList<Line>();
    for (int i = 0; i < asked.size(); i++) {
      lines.add(line(asked.get(i), findings.get(i), base, build));
    }
    lines.sort(Comparator.comparing((Line line) -> rank(line.answer())).thenComparing(Line::adjusted).thenComparing(Line::kpi).thenComparing(Line::dimensions));
    return lines;
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

  private static boolean has(List<Row> rows, String build) {
    return rows.stream().anyMatch(row -> row.build().equals(build));
  }

  private static KpiReadings readings(List<Row> rows, String build) {
    var before = new LinkedHashMap<String, List<Double>>();
    rows.stream().filter(row -> !row.build().equals(build)).forEach(row -> before.computeIfAbsent(row.build(), _ -> new ArrayList<>()).add(row.median()));
    var first = rows.getFirst();
    var series = new Series(
        first.kpi() + " " + first.dimensions(), direction(first.better()),
        before.values().stream().map(repeats -> repeats.stream().mapToDouble(Double::doubleValue).toArray()).toList());
    return new KpiReadings(series, of(rows, build).stream().mapToDouble(Row::median).toArray(), Optional.empty());
  }

  private static Direction direction(String better) {
    return switch (better) {
      case "LOWER" -> Direction.LOWER;
      case "HIGHER" -> Direction.HIGHER;
      default -> Direction.BOTH;
    };
  }

  private static List<Row> of(List<Row> rows, String build) {
    return rows.stream().filter(row -> row.build().equals(build)).toList();
  }

  private static Line line(List<Row> rows, Finding finding, String base, String build) {
    var first = rows.getFirst();
    var ofBase = of(rows, base);
    var ofBuild = of(rows, build);
    return new Line(
        first.kpi(), first.dimensions(), first.unit(), first.better(), median(ofBase), median(ofBuild), finding.percent(), finding.percentInterval().low(),
        finding.percentInterval().high(), finding.adjusted(), finding.repeats(), finding.baselineBuilds(), finding.answer().name(), finding.moreRuns(),
        finding.detectablePercent(), finding.reason(), least(ofBase), p95(ofBase), most(ofBase), least(ofBuild), p95(ofBuild), most(ofBuild));
  }

  private static double median(List<Row> rows) {
    return Descriptive.median(rows.stream().mapToDouble(Row::median).toArray());
  }

  private static double least(List<Row> rows) {
    return rows.stream().mapToDouble(Row::least).min().orElse(Double.NaN);
  }

  private static double p95(List<Row> rows) {
    return Descriptive.median(rows.stream().mapToDouble(Row::p95).toArray());
  }

  private static double most(List<Row> rows) {
    return rows.stream().mapToDouble(Row::most).max().orElse(Double.NaN);
  }

  private static String sentence(String base, String build, List<Line> lines) {
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
