package dev.assay.site.pages;

import dev.assay.analysis.change.ChangePoint;
import dev.assay.analysis.change.ChangePoints;
import dev.assay.analysis.change.Detection;
import dev.assay.analysis.change.Direction;
import dev.assay.analysis.change.Series;
import dev.assay.analysis.stats.Descriptive;
import dev.assay.core.AssayException;
import dev.assay.judge.trend.KpiLine;
import dev.assay.site.pages.TrendView.Band;
import dev.assay.site.pages.TrendView.Change;
import dev.assay.site.pages.TrendView.Point;
import dev.assay.site.pages.TrendView.SeriesName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads a metric over builds; where it changed is said by {@code dev.assay.analysis.change}, and by nothing here. */
final class TrendPage {

  private static final int MOST_RUNS = 500;
  private static final int KEPT = 500;

  /** Of a normal distribution, so many standard deviations hold 95 %. */
  private static final double BAND = 1.96;

  private final Look look;
  private final Marks marks;
  private final Recent<String, List<Row>> read = new Recent<>(KEPT);
  private final Recent<String, Detection> detected = new Recent<>(KEPT);

  TrendPage(Look look, Marks marks) {
    this.look = look;
    this.marks = marks;
  }

  /** A series, and the name of the line that it is a part of. */
  private record Named(SeriesName series, String line) {}

  private record Kpi(int id, String unit, String better) {}

  private record Row(
      long run, String build, String version, String labDate, long samples, double least, double median, double p95, double most, String hosts) {}

  View read(PageQuery query) {
    var name = query.required("kpi");
    var kpi = look.one("looking for KPI " + name, row -> new Kpi(row.getInt(1), row.getString(2), row.getString(3)),
        "select id, unit, better from results.kpi where name = ?", name)
        .orElseThrow(() -> new AssayException.Nothing("looking for KPI '" + name + "': it was never measured; see the list of KPIs"));
    var all = look.list("listing the series of " + name, row -> new Named(new SeriesName(row.getInt(1), Dimensions.words(row.getString(2))), KpiLine.named(name, Dimensions.map(row.getString(2)))),
        "select id, dimensions from results.series where kpi = ? order by dimensions", kpi.id());
    var chosen = all.stream().filter(one -> query.text("series").filter(asked -> asked.equals(one.series().dimensions())).isPresent()).findFirst()
        .orElseGet(() -> all.isEmpty() ? new Named(new SeriesName(0, ""), "") : all.getFirst());
    var series = chosen.series();
    var version = query.text("version").orElse("");
    var rows = read.get(series.id() + " " + marks.now().ended(), () -> rows(series.id()));
    var versions = rows.stream().map(Row::version).distinct().toList();
    var shown = version.isEmpty() ? rows : rows.stream().filter(row -> row.version().equals(version)).toList();
    return new View(name + " over builds", "pages/trend.jte", view(name, kpi, all.stream().map(Named::series).toList(), chosen, shown, version, versions));
  }

  private List<Row> rows(int series) {
    return look.list(
        "reading the trend of a series",
        row -> new Row(
            row.getLong("run"), row.getString("build"), row.getString("version"), Say.day(LabTime.optional(row, "nanos")), row.getLong("samples"), row.getDouble("least"),
            row.getDouble("median"), row.getDouble("p95"), row.getDouble("most"), row.getString("hosts")),
        """
        select * from (
          select reading.run, r.build, r.version, reading.samples, reading.least, reading.median, reading.p95, reading.most, reading.hosts,
            (select a.began_nanos from results.attempt a where a.run = r.number order by a.ordinal, a.number limit 1) as nanos
          from results.rollup reading join results.run r on r.number = reading.run
          where reading.series = ? order by reading.run desc limit ?) latest
        order by run
        """,
        series, MOST_RUNS);
  }

  private TrendView view(String name, Kpi kpi, List<SeriesName> all, Named chosen, List<Row> rows, String version, List<String> versions) {
    var series = chosen.series();
    // Repeats of a build stand together, where its first run stands.
    var builds = new LinkedHashMap<String, List<Row>>();
    rows.forEach(row -> builds.computeIfAbsent(row.build(), _ -> new ArrayList<>()).add(row));
    var ordered = List.copyOf(builds.values());
    var detection = detected.get(
        series.id() + "/" + version + "/" + (rows.isEmpty() ? 0 : rows.getLast().run()) + "/" + rows.size(),
        () -> ChangePoints.detect(new Series(name, direction(kpi.better()),
            ordered.stream().map(repeats -> repeats.stream().mapToDouble(Row::median).toArray()).toList())));
    var levels = levels(ordered, detection);
    var points = points(ordered, detection, levels);
    var accepted = accepted(chosen.line());
    var changes = detection.changes().stream().map(change -> change(ordered, change, accepted)).toList();
    var band = levels.isEmpty() ? Optional.<Band>empty() : Optional.of(levels.getLast());
    return new TrendView(name, kpi.unit(), kpi.better(), all, series, points, changes, detection.noisePercent(), band, version, versions);
  }

  private static Direction direction(String better) {
    return switch (better) {
      case "LOWER" -> Direction.LOWER;
      case "HIGHER" -> Direction.HIGHER;
      default -> Direction.BOTH;
    };
  }

  /** For each build the level it belongs to: the median of the builds between two changes, with the noise around it. */
  private static List<Band> levels(List<List<Row>> builds, Detection detection) {
    var levels = new ArrayList<Band>();
    int from = 0;
    for (int next : starts(builds.size(), detection)) {
      var values = builds.subList(from, next).stream().mapToDouble(repeats -> Descriptive.median(repeats.stream().mapToDouble(Row::median).toArray())).toArray();
      if (values.length > 0) {
        double level = Descriptive.median(values);
        double half = BAND * Math.abs(level) * (Double.isFinite(detection.noisePercent()) ? detection.noisePercent() : 0) / 100;
        for (int i = from; i < next; i++) {
          levels.add(new Band(level, level - half, level + half));
        }
      }
      from = next;
    }
    return levels;
  }

  private static List<Integer> starts(int builds, Detection detection) {
    var starts = new ArrayList<Integer>();
    detection.changes().forEach(change -> starts.add(change.build()));
    starts.add(builds);
    return starts;
  }

  private static List<Point> points(List<List<Row>> builds, Detection detection, List<Band> levels) {
    var points = new ArrayList<Point>();
    var hostsBefore = "";
    for (int i = 0; i < builds.size(); i++) {
      int build = i;
      boolean changed = detection.changes().stream().anyMatch(change -> change.build() == build);
      for (var row : builds.get(i)) {
        var marks = new ArrayList<String>();
        if (changed && row == builds.get(i).getFirst()) {
          marks.add("new level");
        }
        if (!hostsBefore.isEmpty() && !row.hosts().equals(hostsBefore)) {
          marks.add("other hosts");
        }
        hostsBefore = row.hosts();
        points.add(new Point(
            "R-" + row.run(), row.build(), row.labDate(), row.samples(), row.least(), row.median(), row.p95(), row.most(), row.hosts(), levels.get(i).low(),
            levels.get(i).high(), String.join(", ", marks)));
      }
    }
    return points;
  }

  /** Say of builds who accepted the level that began there, and why. */
  private Map<String, String> accepted(String line) {
    record Row(String build, String said) {}
    return look.list("reading which changes of " + line + " were accepted", row -> new Row(row.getString(1), row.getString(2) + ": " + row.getString(3)),
        "select build, owner, reason from results.accepted_change where line = ?", line).stream().collect(Collectors.toMap(Row::build, Row::said));
  }

  private static Change change(List<List<Row>> builds, ChangePoint change, Map<String, String> accepted) {
    var first = builds.get(change.build()).getFirst();
    return new Change(
        first.build(), "R-" + first.run(), builds.get(change.earliest()).getFirst().build(), builds.get(change.latest()).getFirst().build(), change.before(), change.after(),
        change.percent(), change.percentInterval().low(), change.percentInterval().high(), change.cliffsDelta(), change.meaning().name(), change.provisional(),
        change.wentAway(), accepted.getOrDefault(first.build(), ""));
  }
}
