package dev.assay.analysis.stats;

import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.apache.commons.statistics.inference.PValueMethod;

/** Tests whether two samples come from one continuous distribution (Smirnov 1939). */
public final class KolmogorovSmirnov {

  /** The exact p-value takes steps by the product of the sizes; beyond this the limit distribution says the same. */
  private static final int EXACT_UP_TO = 10_000;

  private KolmogorovSmirnov() {}

  /**
   * Test two-sided. The p-value is exact up to 10,000 values in the larger sample, beyond by the limit (Simard and L'Ecuyer 2011 for
   * n m / (n + m) values); with ties it is conservative.
   */
  public static TestResult test(double[] first, double[] second) {
    MannWhitney.check(first, second);
    if (first.length == 1 || second.length == 1) {
      throw new IllegalArgumentException("comparing two distributions: each sample needs two values");
    }
    var method = Math.max(first.length, second.length) <= EXACT_UP_TO ? PValueMethod.EXACT : PValueMethod.ASYMPTOTIC;
    var result = KolmogorovSmirnovTest.withDefaults().with(method).test(first, second);
    return new TestResult(result.getStatistic(), result.getPValue());
  }
}
