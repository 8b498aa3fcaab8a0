package dev.assay.analysis.evaluation;

import dev.assay.analysis.stats.Descriptive;
import dev.assay.analysis.stats.SplitMix;
import java.util.Arrays;
import java.util.TreeSet;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Splits where the energy distance of both sides is greatest, again and again while a test agrees (Matteson and James 2014).
 * A contender of the benchmark; quadratic in the points.
 */
final class EnergyDivisive {

  private static final int LEAST = 3;

  private EnergyDivisive() {}

  /** Says whether a split of a stretch stands. */
  interface Test {
    boolean stands(double[] stretch, Split split);
  }

  /** The best place to split a stretch, and the scaled energy distance there. */
  record Split(int at, double distance) {}

  static int[] find(double[] series, Test test) {
    var found = new TreeSet<Integer>();
    divide(series, 0, series.length, test, found);
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  private static void divide(double[] series, int from, int to, Test test, TreeSet<Integer> found) {
    double[] stretch = Arrays.copyOfRange(series, from, to);
    if (stretch.length < 2 * LEAST) {
      return;
    }
    var split = best(stretch);
    if (test.stands(stretch, split)) {
      found.add(from + split.at());
      divide(series, from, from + split.at(), test, found);
      divide(series, from + split.at(), to, test, found);
    }
  }

  /** Move points from the right side to the left one by one; sums of distances follow in linear time each. */
  static Split best(double[] x) {
    int n = x.length;
    double within = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        within += Math.abs(x[i] - x[j]);
      }
    }
    double left = 0;
    double right = within;
    double across = 0;
    var best = new Split(LEAST, Double.NEGATIVE_INFINITY);
    for (int at = 1; at <= n - LEAST; at++) {
      double toLeft = 0;
      double toRight = 0;
      for (int i = 0; i < at - 1; i++) {
        toLeft += Math.abs(x[at - 1] - x[i]);
      }
      for (int i = at; i < n; i++) {
        toRight += Math.abs(x[at - 1] - x[i]);
      }
      left += toLeft;
      right -= toRight;
      across += toRight - toLeft;
      if (at >= LEAST) {
        double m = at;
        double k = n - at;
        double distance = m * k / n * (2 * across / (m * k) - 2 * left / (m * (m - 1)) - 2 * right / (k * (k - 1)));
        best = distance > best.distance() ? new Split(at, distance) : best;
      }
    }
    return best;
  }

  static Test student(double level) {
    return (stretch, split) -> {
      double[] before = Arrays.copyOfRange(stretch, 0, split.at());
      double[] after = Arrays.copyOfRange(stretch, split.at(), stretch.length);
      double degrees = stretch.length - 2;
      double pooled = ((before.length - 1) * Descriptive.variance(before) + (after.length - 1) * Descriptive.variance(after)) / degrees;
      double step = Math.abs(Descriptive.mean(after) - Descriptive.mean(before));
      double t = step / Math.sqrt(pooled * (1.0 / before.length + 1.0 / after.length));
      return step > 0 && (pooled == 0 || 2 * TDistribution.of(degrees).survivalProbability(t) < level);
    };
  }

  static Test permutations(int shuffles, double level) {
    return (stretch, split) -> {
      var chance = new SplitMix(stretch.length);
      double[] shuffled = stretch.clone();
      int asGood = 1;
      for (int i = 0; i < shuffles && asGood <= level * (shuffles + 1); i++) {
        shuffle(shuffled, chance);
        asGood += best(shuffled).distance() >= split.distance() ? 1 : 0;
      }
      return asGood <= level * (shuffles + 1);
    };
  }

  private static void shuffle(double[] values, SplitMix chance) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = chance.below(i + 1);
      double value = values[i];
      values[i] = values[j];
      values[j] = value;
    }
  }
}
