package dev.assay.analysis.stats;

import java.util.Arrays;

/**
 * All differences between two samples, ordered without writing them down: the k-th smallest takes a few passes over the
 * two sorted samples, each linear (after Johnson and Mizoguchi 1978).
 */
final class PairwiseDifferences {

  private final double[] before;
  private final double[] after;

  private PairwiseDifferences(double[] before, double[] after) {
    this.before = before;
    this.after = after;
  }

  static PairwiseDifferences of(double[] before, double[] after) {
    double[] first = before.clone();
    double[] second = after.clone();
    Arrays.sort(first);
    Arrays.sort(second);
    return new PairwiseDifferences(first, second);
  }

  long count() {
    return (long) before.length * after.length;
  }

  /** Return the k-th smallest of after[j] - before[i], k from 1. */
  double select(long k) {
    double low = after[0] - before[before.length - 1];
    double high = after[after.length - 1] - before[0];
    if (k <= countAtMost(low)) {
      return low;
    }
    long below = countAtMost(low);
    long atHigh = count();
    while (atHigh - below > before.length + after.length) {
      double middle = low + (high - low) / 2;
      if (middle <= low || middle >= high) {
        return high;
      }
      long at = countAtMost(middle);
      if (at >= k) {
        high = middle;
        atHigh = at;
      } else {
        low = middle;
        below = at;
      }
    }
    return among(low, high, (int) (k - below), (int) (atHigh - below));
  }

  /** Return how many differences are at most this. */
  private long countAtMost(double limit) {
    long count = 0;
    int j = 0;
    for (double first : before) {
      while (j < after.length && after[j] - first <= limit) {
        j++;
      }
      count += j;
    }
    return count;
  }

  /** Write down the differences in (low, high] and return the k-th. */
  private double among(double low, double high, int k, int size) {
    double[] found = new double[size];
    int used = 0;
    int j = 0;
    for (double first : before) {
      while (j < after.length && after[j] - first <= low) {
        j++;
      }
      for (int i = j; i < after.length && after[i] - first <= high; i++) {
        found[used++] = after[i] - first;
      }
    }
    Arrays.sort(found);
    return found[k - 1];
  }
}
