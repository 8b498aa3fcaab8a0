package dev.assay.analysis.change;

import java.util.Arrays;

/** Removes weak change points, the weakest first, until those that remain all stand against their new neighbours. */
final class Elimination {

  private Elimination() {}

  static int[] of(double[] series, int[] splits, Noise noise) {
    int[] left = splits.clone();
    double[] strengths = new double[left.length];
    for (int i = 0; i < left.length; i++) {
      strengths[i] = strength(series, left, i, noise);
    }
    while (left.length > 0) {
      int weakest = weakest(strengths);
      if (strengths[weakest] >= 1) {
        break;
      }
      left = without(left, weakest);
      strengths = without(strengths, weakest);
      for (int i = Math.max(0, weakest - 1); i <= Math.min(weakest, left.length - 1); i++) {
        strengths[i] = strength(series, left, i, noise);
      }
    }
    return left;
  }

  private static double strength(double[] series, int[] splits, int i, Noise noise) {
    return Strength.between(series, Levels.start(splits, i), splits[i], Levels.end(splits, i + 1, series.length), noise).least();
  }

  private static int weakest(double[] strengths) {
    int weakest = 0;
    for (int i = 1; i < strengths.length; i++) {
      weakest = strengths[i] < strengths[weakest] ? i : weakest;
    }
    return weakest;
  }

  private static int[] without(int[] values, int index) {
    int[] fewer = Arrays.copyOf(values, values.length - 1);
    System.arraycopy(values, index + 1, fewer, index, fewer.length - index);
    return fewer;
  }

  private static double[] without(double[] values, int index) {
    double[] fewer = Arrays.copyOf(values, values.length - 1);
    System.arraycopy(values, index + 1, fewer, index, fewer.length - index);
    return fewer;
  }
}
