package dev.assay.analysis.change;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;

/** Prints the quality of the change points on tuning seeds and on held-out seeds, and their speed. Run by hand. */
final class ChangePointBenchmark {

  private static final int PER_KIND = 300;
  private static final int ROUNDS = 10;

  private ChangePointBenchmark() {}

  public static void main(String[] arguments) {
    quality("tuning seeds", 100);
    quality("held-out seeds", 900_100);
    quality("held-out seeds", 900_200);
    speed();
  }

  private static void quality(String name, long seed) {
    var all = new Score();
    var byKind = new EnumMap<EvaluationSeries.Kind, Score>(EvaluationSeries.Kind.class);
    for (var series : EvaluationSeries.withChanges(seed, PER_KIND)) {
      all.add(series.changes(), indices(series));
      byKind.computeIfAbsent(series.kind(), _ -> new Score()).add(series.changes(), indices(series));
    }
    var alarms = new EnumMap<EvaluationSeries.Kind, Integer>(EvaluationSeries.Kind.class);
    for (var series : EvaluationSeries.withoutChange(seed + 1, PER_KIND)) {
      alarms.merge(series.kind(), indices(series).length > 0 ? 1 : 0, Integer::sum);
    }
    int total = alarms.values().stream().mapToInt(Integer::intValue).sum();
    print("%-14s %d: %s, null series with an alarm %.1f %%", name, seed, all, 100.0 * total / (PER_KIND * EvaluationSeries.Kind.values().length));
    byKind.forEach((kind, score) -> print("    %-16s %s, null %.1f %%", kind, score, 100.0 * alarms.get(kind) / PER_KIND));
    online(seed + 2);
  }

  private static void online(long seed) {
    int length = 200;
    int warmup = 30;
    var quiet = EvaluationSeries.withOneShift(seed, 20, length, length, 1);
    long alerts = quiet.stream().mapToLong(series -> replay(series, warmup).size()).sum();
    var shifted = EvaluationSeries.withOneShift(seed + 1, 60, 70, 60, 2.5);
    long found = shifted.stream().filter(series -> replay(series, 59).stream().anyMatch(alert -> Math.abs(alert.changePoint() - 60) <= Score.MARGIN)).count();
    print("    online: %.2f false alerts per 1,000 KPI-builds, %.3f of the 2.5-sigma shifts found within 10 builds",
        1000.0 * alerts / (quiet.size() * (length - warmup)), found / (double) shifted.size());
  }

  private static List<Replay.Alert> replay(EvaluationSeries series, int warmup) {
    return Replay.of(series(series), warmup);
  }

  private static void speed() {
    var series = EvaluationSeries.withOneShift(3, 43, 500, 250, 3).stream().limit(300).map(ChangePointBenchmark::series).toList();
    for (int round = 1; round <= ROUNDS; round++) {
      long start = System.nanoTime();
      int found = ChangePoints.detectAll(series).stream().mapToInt(detection -> detection.changes().size()).sum();
      print("300 KPIs x 500 points, one thread, round %d: %.0f ms, %d change points", round, (System.nanoTime() - start) / 1e6, found);
    }
    for (int points : new int[] {1_000, 10_000, 100_000}) {
      var one = series(EvaluationSeries.withOneShift(5, 1, points, points / 2, 3).getFirst());
      long start = System.nanoTime();
      int found = ChangePoints.detect(one).changes().size();
      print("one KPI of %,d points: %.0f ms, %d change points", points, (System.nanoTime() - start) / 1e6, found);
    }
  }

  private static Series series(EvaluationSeries series) {
    return Series.of("kpi", Direction.BOTH, series.values());
  }

  private static int[] indices(EvaluationSeries series) {
    return ChangePoints.indices(series(series));
  }

  private static void print(String format, Object... arguments) {
    System.out.println(String.format(Locale.ROOT, format, arguments));
  }
}
