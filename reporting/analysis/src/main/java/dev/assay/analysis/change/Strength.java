package dev.assay.analysis.change;

import java.util.Arrays;

/**
 * How strongly two neighbouring stretches speak for a change between them, as shares of what is asked: 1 is just enough.
 *
 * @param ranks by ranks, which no outlier and no shape of noise can forge
 * @param spread by the distance of the levels against the spread of these two stretches, which may differ from the
 *     spread of the whole series
 * @param length by the points there are on the shorter side
 * @param shape by how much worse one straight line describes both stretches
 */
public record Strength(double ranks, double spread, double length, double shape) {

  /** Fewer points than this are no level yet; they may be a spike. */
  static final int LEAST_POINTS = 5;

  /** A level between two others needs more: its builds must make up for two changes. */
  private static final int LEAST_BETWEEN = 8;

  /** Levels closer than this, in sigma, are not told apart however long they last: a trend or a slow wave looks the same. */
  private static final double LEAST_STEP = 1.0;

  /** z squared of the rank test: two-sided p of 0.0027 before the search over places, which the penalty pays for. */
  private static final double RANKS = 9;

  /** Short stretches cannot reach that however far apart; they need this share of what they can reach. */
  private static final double OF_ATTAINABLE = 0.65;

  /** z squared asked of the distance of the levels, per natural logarithm of the number of points. */
  private static final double SPREAD = 3.3;

  /** So many points of the series' own spread are mixed into that of a stretch, since a short one knows little of it. */
  private static final double PRIOR_POINTS = 6;

  private static final double REACH = 3;

  static Strength between(double[] series, int from, int at, int to, Noise noise) {
    return new Strength(
        ranks(series, from, at, to, noise), spread(series, from, at, to, noise), length(series.length, from, at, to), shape(series, from, at, to, noise.sigma()));
  }

  /** The weakest of the witnesses; the change stands if this is at least 1. */
  public double least() {
    return Math.min(Math.min(ranks, spread), Math.min(length, shape));
  }

  private static double length(int points, int from, int at, int to) {
    double before = (at - from) / (double) (from == 0 ? LEAST_POINTS : LEAST_BETWEEN);
    double after = (to - at) / (double) (to == points ? LEAST_POINTS : LEAST_BETWEEN);
    return Math.min(before, after);
  }

  /** The loss around one line over that around two levels. */
  private static double shape(double[] series, int from, int at, int to, double sigma) {
    double[] both = Arrays.copyOfRange(series, from, to);
    double[] flat = Drift.without(both, Drift.slope(both, sigma));
    return Levels.loss(flat, 0, flat.length, sigma) / (Levels.loss(series, from, at, sigma) + Levels.loss(series, at, to, sigma));
  }

  /** The rank test of Mann and Whitney, its variance inflated by autocorrelation; ties make it careful. */
  private static double ranks(double[] series, int from, int at, int to, Noise noise) {
    double[] sorted = Arrays.copyOfRange(series, from, to);
    Arrays.sort(sorted);
    double[] own = Arrays.copyOfRange(series, from, at);
    Arrays.sort(own);
    double sum = 0;
    int low = 0;
    for (double value : own) {
      while (sorted[low] < value) {
        low++;
      }
      int high = low;
      while (high + 1 < sorted.length && sorted[high + 1] == value) {
        high++;
      }
      sum += (low + high) / 2.0 + 1;
    }
    double n = at - from;
    double m = to - at;
    double distance = sum - n * (n + m + 1) / 2;
    double variance = n * m * (n + m + 1) / 12 * noise.inflation();
    double attainable = n * m / 2 * (n * m / 2) / variance;
    return distance * distance / variance / Math.min(RANKS, OF_ATTAINABLE * attainable);
  }

  private static double spread(double[] series, int from, int at, int to, Noise noise) {
    double before = Levels.level(series, from, at, noise.sigma());
    double after = Levels.level(series, at, to, noise.sigma());
    double step = Math.abs(after - before);
    double variance = variance(series, from, at, before, noise.sigma()) / (at - from) + variance(series, at, to, after, noise.sigma()) / (to - at);
    double strength = step * step / variance / noise.inflation() / (SPREAD * Math.log(series.length));
    return Math.min(strength, step / (LEAST_STEP * noise.sigma()));
  }

  /** The variance of a stretch around its level; outliers count as one sigma, and it is never below the series' own. */
  private static double variance(double[] series, int from, int to, double level, double sigma) {
    double[] distances = new double[to - from];
    for (int i = from; i < to; i++) {
      distances[i - from] = Math.abs(series[i] - level);
    }
    Arrays.sort(distances);
    double reach = REACH * Math.max(sigma, dev.assay.analysis.stats.Descriptive.MAD_TO_SIGMA * distances[distances.length / 2]);
    double squares = 0;
    for (double distance : distances) {
      squares += distance <= reach ? distance * distance : sigma * sigma;
    }
    return Math.max(sigma * sigma, (PRIOR_POINTS * sigma * sigma + squares) / (PRIOR_POINTS + distances.length - 1));
  }
}
