package dev.assay.analysis.stats;

import java.util.Arrays;

/** Midranks of two samples pooled, doubled so that they are whole, with the tie term of rank variances. */
record Ranks(int[] doubledOfFirst, int[] doubledOfAll, double tieTerm) {

  /** Rank the pooled values; the tie term is the sum of t^3 - t over groups of t equal values. */
  static Ranks of(double[] first, double[] second) {
    double[] pooled = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, pooled, first.length, second.length);
    double[] sorted = pooled.clone();
    Arrays.sort(sorted);
    int[] doubled = new int[sorted.length];
    double ties = 0;
    for (int from = 0; from < sorted.length; ) {
      int to = from + 1;
      while (to < sorted.length && sorted[to] == sorted[from]) {
        to++;
      }
      Arrays.fill(doubled, from, to, from + 1 + to);
      double size = to - from;
      ties += size * size * size - size;
      from = to;
    }
    int[] own = new int[first.length];
    for (int i = 0; i < first.length; i++) {
      own[i] = doubled[firstIndex(sorted, first[i])];
    }
    return new Ranks(own, doubled, ties);
  }

  private static int firstIndex(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  long doubledSumOfFirst() {
    return Arrays.stream(doubledOfFirst).asLongStream().sum();
  }
}
