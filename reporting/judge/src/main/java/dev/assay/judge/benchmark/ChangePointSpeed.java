package dev.assay.judge.benchmark;

import dev.assay.analysis.change.ChangePoints;
import dev.assay.analysis.change.Direction;
import dev.assay.analysis.change.Series;
import dev.assay.core.benchmark.Contender;
import dev.assay.core.benchmark.Race;
import dev.assay.core.benchmark.Scale;
import dev.assay.core.time.Chance;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds the change points of 300 KPIs over 500 builds on one thread, against sorting the same readings: what the machine
 * needs to look at them at all in n log n.
 */
public final class ChangePointSpeed {

  private static final int KPIS = 300;
  private static final int POINTS = 500;
  private static final double SHIFT_IN_SIGMAS = 3;

  private ChangePointSpeed() {}

  public static Race race() {
    var series = IntStream.range(0, KPIS).mapToObj(ChangePointSpeed::series).toList();
    return Race.of("KPIs/s", Scale.PER_SECOND,
        new Contender("sorting the readings", () -> sort(series)), new Contender("finding change points", () -> detect(series)));
  }

  /** A level, noise, and a step in the middle. */
  private static Series series(int kpi) {
    var chance = Chance.seeded(kpi).fork("benchmark");
    var values = IntStream.range(0, POINTS).mapToDouble(build -> 100 + chance.gaussian() + (build < POINTS / 2 ? 0 : SHIFT_IN_SIGMAS)).toArray();
    return Series.of("kpi-" + kpi, Direction.LOWER, values);
  }

  private static double sort(List<Series> all) {
    double least = Double.POSITIVE_INFINITY;
    for (var series : all) {
      var values = series.builds().stream().mapToDouble(readings -> readings[0]).toArray();
      Arrays.sort(values);
      least = Math.min(least, values[0]);
    }
    return counted(all.size(), Double.isFinite(least));
  }

  private static double detect(List<Series> all) {
    int found = ChangePoints.detectAll(all).stream().mapToInt(detection -> detection.changes().size()).sum();
    return counted(all.size(), found >= KPIS);
  }

  /** Use the result, so that the work cannot be left out. */
  private static double counted(int work, boolean plausible) {
    if (!plausible) {
      throw new IllegalStateException("the change-point benchmark did not find the steps it put in");
    }
    return work;
  }
}
