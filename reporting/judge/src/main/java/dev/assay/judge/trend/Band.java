package dev.assay.judge.trend;

import dev.assay.analysis.stats.Descriptive;
import dev.assay.analysis.stats.Power;
import dev.assay.core.BuildId;
import dev.assay.store.KpiBook.Acceptance;
import dev.assay.store.KpiBook.FoundChange;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Where the readings of a KPI are expected: three deviations around the median of its baseline.
 *
 * @param since the first build of the baseline
 * @param builds how many builds that is
 * @param latest the latest build's reading (the median of its runs)
 * @param noisePercent one deviation (from the median absolute one) in percent of the level
 * @param detectablePercent the least change that five repeats show with 80 % power, in percent; absent with too few readings
 * @param sinceReleasePercent how far the latest ten builds lie from those around the release, in percent, so that small steps
 *     cannot add up unseen
 */
public record Band(
    KpiLine line, BuildId since, int builds, double low, double level, double high, double latest, double noisePercent, OptionalDouble detectablePercent,
    OptionalDouble sinceReleasePercent) {

  private static final double REACH = 3;
  private static final int FEWEST = 5;
  private static final int REPEATS = 5;
  private static final int LATEST = 10;
  private static final int LEAST_RUNS = 2;
  private static final double ALPHA = 0.05;
  private static final double POWER = 0.8;

  public enum Place {
    INSIDE,
    ABOVE,
    BELOW,
    /** Fewer than five builds say nothing of where the next will lie. */
    TOO_FEW
  }

  static Band of(KpiLine line, List<FoundChange> changes, List<Acceptance> acceptances, Optional<BuildId> release) {
    var baseline = Baseline.of(line, changes, acceptances);
    double[] readings = line.readings(baseline.from(), baseline.to());
    double level = Descriptive.median(readings);
    double sigma = Descriptive.MAD_TO_SIGMA * Descriptive.medianAbsoluteDeviation(readings);
    double noise = level == 0 ? 0 : 100 * sigma / Math.abs(level);
    var detectable = readings.length < FEWEST ? OptionalDouble.empty() : OptionalDouble.of(noise * Power.detectableEffect(readings.length, REPEATS, ALPHA, POWER));
    int last = line.builds().size();
    return new Band(
        line, line.builds().get(baseline.from()), baseline.to() - baseline.from(), level - REACH * sigma, level, level + REACH * sigma,
        Descriptive.median(line.readings(last - 1, last)), noise, detectable, drift(line, release));
  }

  private static OptionalDouble drift(KpiLine line, Optional<BuildId> release) {
    int at = release.map(line.builds()::indexOf).orElse(-1);
    if (at < 0) {
      return OptionalDouble.empty();
    }
    int last = line.builds().size();
    double then = Descriptive.median(line.readings(Math.max(0, at - LATEST + 1), at + 1));
    double now = Descriptive.median(line.readings(Math.max(at, last - LATEST), last));
    return then == 0 ? OptionalDouble.empty() : OptionalDouble.of(100 * (now - then) / Math.abs(then));
  }

  /**
   * Return how many runs either of two builds needs until a change of so many percent shows with 80 % power at this noise; nothing where too few
   * readings tell the noise.
   */
  public OptionalInt runsToShow(double changePercent) {
    return detectablePercent.isEmpty() ? OptionalInt.empty()
        : OptionalInt.of(noisePercent == 0 ? LEAST_RUNS : Power.repeatsPerGroup(changePercent / noisePercent, ALPHA, POWER));
  }

  public Place place() {
    if (builds < FEWEST) {
      return Place.TOO_FEW;
    }
    return latest > high ? Place.ABOVE : latest < low ? Place.BELOW : Place.INSIDE;
  }
}
