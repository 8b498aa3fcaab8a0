package dev.assay.analysis.change;

import java.util.Arrays;

/**
 * Splits a series into levels so that the biweight loss around them plus a penalty per split is least (Fearnhead and
 * Rigaill 2019), by a dynamic programme over a grid of levels: O(points x grid), deterministic.
 *
 * <p>The loss of a point is its squared distance from its level in units of sigma, but never more than {@link #CAP}: a
 * spike costs the same wherever the level lies, so that it does not draw a level to itself.
 */
final class Biweight {

  static double CAP = 9;
  private static final int LEAST_GRID = 40;
  private static final int MOST_GRID = 256;
  static double STEPS_PER_SIGMA = 5;

  private Biweight() {}

  /** Return the first points of new levels, ascending. */
  static int[] split(double[] series, double sigma, double penalty) {
    int n = series.length;
    double[] levels = grid(series, sigma);
    int g = levels.length;
    double[] cost = new double[g];
    int[] start = new int[g];
    int[] startOfBest = new int[n];
    double best = 0;
    double cap = CAP;
    double scale = 1 / sigma;
    for (int t = 0; t < n; t++) {
      double fresh = t == 0 ? 0 : best + penalty;
      double x = series[t];
      best = Double.POSITIVE_INFINITY;
      int bestLevel = 0;
      for (int k = 0; k < g; k++) {
        double distance = (x - levels[k]) * scale;
        double loss = Math.min(distance * distance, cap);
        if (cost[k] > fresh) {
          cost[k] = fresh;
          start[k] = t;
        }
        cost[k] += loss;
        if (cost[k] < best) {
          best = cost[k];
          bestLevel = k;
        }
      }
      startOfBest[t] = start[bestLevel];
    }
    return trace(startOfBest);
  }

  private static int[] trace(int[] startOfBest) {
    int[] found = new int[startOfBest.length];
    int count = 0;
    for (int end = startOfBest.length; end > 0; ) {
      int start = startOfBest[end - 1];
      if (start > 0) {
        found[count++] = start;
      }
      end = start;
    }
    int[] ascending = new int[count];
    for (int i = 0; i < count; i++) {
      ascending[i] = found[count - 1 - i];
    }
    return ascending;
  }

  /** Levels from the 1st to the 99th hundredth of the points: a level lies among points, never out at a spike. */
  private static double[] grid(double[] series, double sigma) {
    double[] sorted = series.clone();
    Arrays.sort(sorted);
    int cut = sorted.length / 100;
    double low = sorted[cut];
    double high = sorted[sorted.length - 1 - cut];
    int size = (int) Math.clamp((high - low) / sigma * STEPS_PER_SIGMA + 1, LEAST_GRID, MOST_GRID);
    double[] levels = new double[size];
    for (int i = 0; i < size; i++) {
      levels[i] = low + (high - low) * i / (size - 1);
    }
    return levels;
  }
}
