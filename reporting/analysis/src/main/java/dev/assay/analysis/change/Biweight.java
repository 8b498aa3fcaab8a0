package dev.assay.analysis.change;

import java.util.Arrays;

/**
 * Splits a series into levels so that the biweight loss around them plus a penalty per split is least (Fearnhead and
 * Rigaill 2019), by a dynamic programme over a grid of levels: O(points x grid), deterministic.
 *
 * <p>The loss is that of what is new in each point after its neighbour, for first-order autocorrelation (cf. Romano, Rigaill,
 * Runge and Fearnhead 2022); the first point of a level stands by itself.
 */
final class Biweight {

  /** The loss of a point is its squared distance in sigma up to here: a spike cannot draw a level to itself. */
  static final double CAP = 12;

  private static final int LEAST_GRID = 40;
  private static final int MOST_GRID = 256;
  private static final double STEPS_PER_SIGMA = 5;

  private Biweight() {}

  static double loss(double distance) {
    return Math.min(distance * distance, CAP);
  }

  /** Return the first points of new levels, ascending. */
  static int[] split(double[] series, Noise noise, double penalty) {
    double sigma = noise.sigma();
    double rho = noise.rho();
    double[] levels = grid(series, sigma);
    double[] cost = new double[levels.length];
    int[] start = new int[levels.length];
    int[] startOfBest = new int[series.length];
    double best = 0;
    double scale = 1 / sigma;
    double innovationScale = scale / Math.sqrt(1 - rho * rho);
    for (int t = 0; t < series.length; t++) {
      double fresh = t == 0 ? 0 : best + penalty;
      double x = series[t];
      double own = t == 0 ? x * scale : (x - rho * series[t - 1]) * innovationScale;
      double perLevel = t == 0 ? scale : (1 - rho) * innovationScale;
      best = Double.POSITIVE_INFINITY;
      int bestLevel = 0;
      for (int k = 0; k < levels.length; k++) {
        double first = (x - levels[k]) * scale;
        double next = own - perLevel * levels[k];
        double going = cost[k] + Math.min(next * next, CAP);
        double anew = fresh + Math.min(first * first, CAP);
        if (anew < going) {
          going = anew;
          start[k] = t;
        }
        cost[k] = going;
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
    int next = found.length;
    for (int end = startOfBest.length; end > 0; ) {
      end = startOfBest[end - 1];
      if (end > 0) {
        found[--next] = end;
      }
    }
    return Arrays.copyOfRange(found, next, found.length);
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
