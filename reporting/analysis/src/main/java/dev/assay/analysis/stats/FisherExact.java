package dev.assay.analysis.stats;

import org.apache.commons.statistics.inference.FisherExactTest;

/** Tests whether two rates differ, exactly, given the margins (Fisher 1922). */
public final class FisherExact {

  private FisherExact() {}

  /** Test two-sided by summing the tables that are no likelier than this one; the statistic is the sample's odds ratio. */
  public static TestResult test(int firstSuccesses, int firstFailures, int secondSuccesses, int secondFailures) {
    int[][] table = {{firstSuccesses, firstFailures}, {secondSuccesses, secondFailures}};
    var result = FisherExactTest.withDefaults().test(table);
    return new TestResult(result.getStatistic(), result.getPValue());
  }
}
