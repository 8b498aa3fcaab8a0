package dev.assay.analysis.stats;

import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.apache.commons.statistics.inference.PValueMethod;

/** Tests whether two samples come from one continuous distribution (Smirnov 1939). */
public final class KolmogorovSmirnov {

  private KolmogorovSmirnov() {}

  /** Test two-sided with the exact p-value; with ties it is conservative. */
  public static TestResult test(double[] first, double[] second) {
    MannWhitney.check(first, second);
    if (first.length == 1 || second.length == 1) {
      throw new IllegalArgumentException("comparing two distributions: each sample needs two values");
    }
    var result = KolmogorovSmirnovTest.withDefaults().with(PValueMethod.EXACT).test(first, second);
    return new TestResult(result.getStatistic(), result.getPValue());
  }
}
