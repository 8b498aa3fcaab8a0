package dev.assay.analysis.change;

import dev.assay.analysis.stats.Bimodality;
import dev.assay.analysis.stats.EffectSize;
import dev.assay.analysis.stats.HodgesLehmann;
import dev.assay.analysis.stats.Interval;
import java.util.Arrays;

/** Describes what was found in the KPI's own terms. */
record Description(Direction direction, Prepared prepared, Splitter.Split split) {

  private static final double CONFIDENCE = 0.95;

  /** Fewer values than this on a new level leave it provisional. */
  private static final int SETTLED = 10;

  /** A level counts as the earlier one again within this many standard deviations. */
  private static final double SAME_LEVEL = 1;

  /** Residuals beyond this many standard deviations are outliers, whatever they are. */
  private static final double WHOLE = 20;

  ChangePoint changePoint(int i) {
    int[] splits = split.splits();
    int from = Levels.start(splits, i);
    int at = splits[i];
    int to = Levels.end(splits, i + 1, prepared.raw().length);
    double[] values = Drift.without(prepared.values(), split.slope());
    double[] before = Arrays.copyOfRange(values, from, at);
    double[] after = Arrays.copyOfRange(values, at, to);
    var shift = HodgesLehmann.estimate(before, after, CONFIDENCE);
    double base = Levels.median(Arrays.copyOfRange(prepared.raw(), from, at));
    var place = Location.of(values, from, at, to, split.noise());
    return new ChangePoint(
        prepared.builds()[at],
        prepared.builds()[place.earliest()],
        prepared.builds()[place.latest()],
        base,
        Levels.median(Arrays.copyOfRange(prepared.raw(), at, to)),
        percent(shift.estimate(), base),
        percent(widened(shift), base),
        EffectSize.cliffsDelta(before, after),
        direction.of(shift.estimate()),
        i == splits.length - 1 && to - at < SETTLED,
        wentAway(values, i),
        Strength.between(values, from, at, to, split.noise()));
  }

  private boolean wentAway(double[] values, int i) {
    int[] splits = split.splits();
    if (i + 1 >= splits.length) {
      return false;
    }
    double sigma = split.noise().sigma();
    double earlier = Levels.level(values, Levels.start(splits, i), splits[i], sigma);
    double later = Levels.level(values, splits[i + 1], Levels.end(splits, i + 2, values.length), sigma);
    return Math.abs(later - earlier) <= SAME_LEVEL * sigma;
  }

  /** Autocorrelation makes the interval of independent values too narrow; its ends move out by the root of the inflation. */
  private Interval widened(HodgesLehmann.Shift shift) {
    double factor = Math.sqrt(split.noise().inflationOfIntervals());
    return new Interval(
        shift.estimate() - factor * (shift.estimate() - shift.interval().low()), shift.estimate() + factor * (shift.interval().high() - shift.estimate()));
  }

  private Interval percent(Interval interval, double base) {
    return new Interval(percent(interval.low(), base), percent(interval.high(), base));
  }

  /** A difference on the scale of the analysis, in percent of the level it started from. */
  private double percent(double difference, double base) {
    return prepared.logarithmic() ? 100 * StrictMath.expm1(difference) : difference == 0 ? 0 : 100 * difference / Math.abs(base);
  }

  /** Whether readings jump between two modes around their levels. */
  boolean isBimodal() {
    double sigma = split.noise().sigma();
    return sigma > 0 && Bimodality.isBimodal(Arrays.stream(residuals(sigma)).map(residual -> Math.clamp(residual, -WHOLE * sigma, WHOLE * sigma)).toArray());
  }

  private double[] residuals(double sigma) {
    return Levels.residuals(Drift.without(prepared.values(), split.slope()), split.splits(), sigma);
  }

  /** Like {@link #percent}, of the current level. */
  double percentOfLevel(double difference) {
    return prepared.raw().length == 0 ? 0 : percent(difference, Levels.median(Arrays.copyOfRange(prepared.raw(), Levels.start(split.splits(), split.splits().length), prepared.raw().length)));
  }
}
