package dev.assay.judge.trend;

import dev.assay.analysis.change.Direction;
import dev.assay.analysis.change.Series;
import dev.assay.core.BuildId;
import dev.assay.core.kpi.Kpi;
import dev.assay.store.KpiBook.RunReading;
import dev.assay.store.KpiBook.SeriesReadings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * A KPI with those of its dimensions that count for comparison, over builds in the order of their first runs.
 *
 * @param name as people read it: {@code boot.time{guest=debian}}; the single host and VM are left out
 * @param firstRuns the number of the first run of each build
 * @param readings of each build, one per run
 * @param lastRun the number of the latest run among them
 */
public record KpiLine(String name, Kpi kpi, List<BuildId> builds, List<Long> firstRuns, List<double[]> readings, long lastRun) {

  /** Put together what only differs by host and VM. */
  static List<KpiLine> of(List<SeriesReadings> series) {
    var lines = new TreeMap<String, List<SeriesReadings>>();
    series.forEach(one -> lines.computeIfAbsent(name(one), _ -> new ArrayList<>()).add(one));
    return List.copyOf(lines.entrySet()).parallelStream().map(entry -> of(entry.getKey(), entry.getValue())).toList();
  }

  private static String name(SeriesReadings series) {
    return named(series.kpi().name(), series.dimensions());
  }

  /** Name the line that a series belongs to. */
  public static String named(String kpi, Map<String, String> ofSeries) {
    var dimensions = new TreeMap<>(ofSeries);
    dimensions.remove("host");
    dimensions.remove("vm");
    return kpi + (dimensions.isEmpty() ? "" : dimensions.toString().replace(", ", ","));
  }

  private static KpiLine of(String name, List<SeriesReadings> series) {
    var runs = series.size() == 1 ? series.getFirst().runs() : together(series);
    var byBuild = new LinkedHashMap<BuildId, double[]>(2 * runs.size());
    var firstRuns = new ArrayList<Long>(runs.size());
    for (var run : runs) {
      var before = byBuild.putIfAbsent(run.build(), new double[] {run.median()});
      if (before == null) {
        firstRuns.add(run.run());
      } else {
        var longer = Arrays.copyOf(before, before.length + 1);
        longer[before.length] = run.median();
        byBuild.put(run.build(), longer);
      }
    }
    return new KpiLine(name, series.getFirst().kpi(), List.copyOf(byBuild.keySet()), firstRuns, List.copyOf(byBuild.values()), runs.getLast().run());
  }

  /** Return one reading per run: the median of what the series say of it. */
  private static List<RunReading> together(List<SeriesReadings> series) {
    var byRun = new TreeMap<Long, List<RunReading>>();
    series.forEach(one -> one.runs().forEach(run -> byRun.computeIfAbsent(run.run(), _ -> new ArrayList<>(1)).add(run)));
    return byRun.values().stream().map(readings -> new RunReading(readings.getFirst().run(), readings.getFirst().build(), median(readings))).toList();
  }

  private static double median(List<RunReading> runs) {
    return dev.assay.analysis.stats.Descriptive.median(runs.stream().mapToDouble(RunReading::median).toArray());
  }

  /** Return this with builds in the order in which they came out, as far as that is known: an older one may have been run later. */
  KpiLine inOrder(BiPredicate<BuildId, BuildId> isNewer) {
    var places = new ArrayList<Integer>(builds.size());
    for (int i = 0; i < builds.size(); i++) {
      int at = places.size();
      while (at > 0 && isNewer.test(builds.get(places.get(at - 1)), builds.get(i))) {
        at--;
      }
      places.add(at, i);
    }
    return new KpiLine(name, kpi, places.stream().map(builds::get).toList(), places.stream().map(firstRuns::get).toList(),
        places.stream().map(readings::get).toList(), lastRun);
  }

  public Direction direction() {
    return switch (kpi.better()) {
      case LOWER -> Direction.LOWER;
      case HIGHER -> Direction.HIGHER;
      case NEITHER -> Direction.BOTH;
    };
  }

  public Series series() {
    return new Series(name, direction(), readings);
  }

  /** Return the readings of some builds, one after another. */
  double[] readings(int from, int to) {
    return readings.subList(from, to).stream().flatMapToDouble(java.util.Arrays::stream).toArray();
  }
}
