package dev.assay.analysis.compare;

import dev.assay.analysis.stats.Descriptive;
import dev.assay.analysis.stats.TheilSen;
import java.util.List;

/** Takes a slow trend out of a baseline, so that a build on that trend is not told as a jump. */
final class Trend {

  /** A slope counts when this interval of it excludes 0: what is taken for a trend by mistake costs little power. */
  private static final double CONFIDENCE = 0.9;

  private static final int FEWEST = 10;

  /** The slope is that of the latest builds; more of them would cost time and tell of a past that may be over. */
  private static final int LATEST = 200;

  private Trend() {}

  /** Return the readings as they would be where the next build stands; the readings themselves when there is no trend. */
  static double[] without(List<double[]> level, double[] readings) {
    if (level.size() < FEWEST) {
      return readings;
    }
    var latest = level.subList(Math.max(0, level.size() - LATEST), level.size());
    var slope = TheilSen.estimate(latest.stream().mapToDouble(Descriptive::median).toArray(), CONFIDENCE);
    if (slope.interval().low() <= 0 && slope.interval().high() >= 0) {
      return readings;
    }
    double[] moved = new double[readings.length];
    int next = 0;
    for (int build = 0; build < level.size(); build++) {
      for (double reading : level.get(build)) {
        moved[next++] = reading + slope.estimate() * Math.min(level.size() - build, LATEST);
      }
    }
    return moved;
  }
}
