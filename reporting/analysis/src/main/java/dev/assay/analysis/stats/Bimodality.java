package dev.assay.analysis.stats;

import java.util.Arrays;

/**
 * Whether a sample has two modes, well apart: a KPI that is now fast and now slow has a cause that its median hides.
 *
 * <p>The sample is cut where the squares around both means are least (Otsu 1979). It has two modes when each side holds a
 * seventh of it, the means lie 4.5 deviations apart by Ashman's D (Ashman, Bird and Zepf 1994), and hardly anything lies half-way. No
 * shape with one mode looks so; skewed and heavy-tailed ones lack the gap.
 */
public final class Bimodality {

  private static final int FEWEST = 20;
  private static final double LEAST_SHARE = 0.15;
  private static final double LEAST_DISTANCE = 4.5;
  private static final double MOST_BETWEEN = 0.1;

  private Bimodality() {}

  /** Tell whether there are two modes; fewer than twenty values never show it. */
  public static boolean isBimodal(double[] values) {
    if (values.length < FEWEST) {
      return false;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int cut = cut(sorted);
    int least = (int) Math.ceil(LEAST_SHARE * sorted.length);
    return cut >= least && sorted.length - cut >= least && isApart(Arrays.copyOf(sorted, cut), Arrays.copyOfRange(sorted, cut, sorted.length));
  }

  /** How many values lie left of the cut that leaves least around both means; means are taken from the first value, so that no digits are lost. */
  private static int cut(double[] sorted) {
    double whole = Arrays.stream(sorted).map(value -> value - sorted[0]).sum();
    int n = sorted.length;
    double left = 0;
    double most = 0;
    int cut = 0;
    for (int i = 1; i < n; i++) {
      left += sorted[i - 1] - sorted[0];
      double between = left * left / i + (whole - left) * (whole - left) / (n - i);
      if (sorted[i] > sorted[i - 1] && between > most) {
        most = between;
        cut = i;
      }
    }
    return cut;
  }

  private static boolean isApart(double[] low, double[] high) {
    double below = Descriptive.mean(low);
    double above = Descriptive.mean(high);
    double spread = (Descriptive.variance(low) + Descriptive.variance(high)) / 2;
    double third = (above - below) / 3;
    long between = Arrays.stream(low).filter(value -> value > below + third).count() + Arrays.stream(high).filter(value -> value < above - third).count();
    return (above - below) * (above - below) >= LEAST_DISTANCE * LEAST_DISTANCE * spread && between <= MOST_BETWEEN * (low.length + high.length);
  }
}
