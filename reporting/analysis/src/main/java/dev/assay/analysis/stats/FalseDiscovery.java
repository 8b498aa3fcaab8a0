package dev.assay.analysis.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Adjusts the p-values of many tests, so that rejecting those at most q keeps the share of false ones at most q. */
public final class FalseDiscovery {

  private FalseDiscovery() {}

  /** Adjust for independent or positively dependent tests (Benjamini and Hochberg 1995). */
  public static double[] benjaminiHochberg(double[] pValues) {
    return adjust(pValues, 1);
  }

  /** Adjust for tests of any dependence (Benjamini and Yekutieli 2001); costs about ln(m) in power. */
  public static double[] benjaminiYekutieli(double[] pValues) {
    return adjust(pValues, IntStream.rangeClosed(1, pValues.length).mapToDouble(i -> 1.0 / i).sum());
  }

  private static double[] adjust(double[] pValues, double factor) {
    int count = pValues.length;
    var descending = IntStream.range(0, count).boxed().sorted(Comparator.comparingDouble((Integer i) -> pValues[i]).reversed()).toList();
    double[] adjusted = new double[count];
    double least = 1;
    for (int place = 0; place < count; place++) {
      int index = descending.get(place);
      least = Math.min(least, pValues[index] * count * factor / (count - place));
      adjusted[index] = least;
    }
    return adjusted;
  }
}
