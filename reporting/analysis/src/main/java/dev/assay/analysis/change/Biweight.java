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
    double scale = 1 / noise.sigma();
    double[] levels = grid(series, noise.sigma());
    for (int k = 0; k < levels.length; k++) {
      levels[k] *= scale;
    }
    double[] cost = new double[levels.length];
    int[] start = new int[levels.length];
    int[] startOfBest = new int[series.length];
    double innovation = 1 / Math.sqrt(1 - noise.rho() * noise.rho());
    double best = -penalty;
    for (int t = 0; t < series.length; t++) {
      double point = series[t] * scale;
      if (t == 0 || noise.rho() == 0) {
        pointByItself(point, levels, t, best + penalty, cost, start);
      } else {
        pointAfterAnother(point, (point - noise.rho() * series[t - 1] * scale) * innovation, (1 - noise.rho()) * innovation, levels, t, best + penalty, cost, start);
      }
      int least = least(cost);
      best = cost[least];
      startOfBest[t] = start[least];
    }
    return trace(startOfBest);
  }

  private static void pointByItself(double point, double[] levels, int t, double fresh, double[] cost, int[] start) {
    for (int k = 0; k < levels.length; k++) {
      double distance = point - levels[k];
      double before = cost[k];
      if (before > fresh) {
        before = fresh;
        start[k] = t;
      }
      cost[k] = before + Math.min(distance * distance, CAP);
    }
  }

  /** What a level would leave of the point after its neighbour is own - share x level. */
  private static void pointAfterAnother(double point, double own, double share, double[] levels, int t, double fresh, double[] cost, int[] start) {
    for (int k = 0; k < levels.length; k++) {
      double first = point - levels[k];
      double next = own - share * levels[k];
      double going = cost[k] + Math.min(next * next, CAP);
      double anew = fresh + Math.min(first * first, CAP);
      if (anew < going) {
        going = anew;
        start[k] = t;
      }
      cost[k] = going;
    }
  }

  private static int least(double[] cost) {
    int least = 0;
    for (int k = 1; k < cost.length; k++) {
      least = cost[k] < cost[least] ? k : least;
    }
    return least;
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
