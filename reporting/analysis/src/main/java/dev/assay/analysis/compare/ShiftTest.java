package dev.assay.analysis.compare;

import dev.assay.analysis.stats.Autocorrelation;
import dev.assay.analysis.stats.Descriptive;
import dev.assay.analysis.stats.HodgesLehmann;
import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Tests the shift of Hodges and Lehmann by Student's t against the spread of the baseline, the variance inflated by as much as readings hang
 * together (Kish 1965).
 *
 * <p>The rank test beside it is blind to how far apart readings lie, and to dependence; this one sees both, but takes noise for Gaussian within
 * its body. The spread is that of the readings within 3.5 deviations (by the median absolute deviation) of the median.
 */
final class ShiftTest {

  private static final double REACH = 3.5;

  private ShiftTest() {}

  /** Return the two-sided p-value; 0, nothing to object, where the baseline has no spread. */
  static double pValue(double[] baseline, double[] candidate, Dependence dependence) {
    double shift = HodgesLehmann.shift(baseline, candidate);
    double variance = baseline.length < 2 ? 0 : variance(baseline) * (1.0 / candidate.length + 1.0 / baseline.length);
    double error = Math.sqrt(variance * dependence.inflation(baseline.length, candidate.length));
    if (shift == 0) {
      return 1;
    }
    double freedom = Math.max(1, (baseline.length - 1) / Autocorrelation.inflation(dependence.ofNeighbours()));
    return error == 0 ? 0 : 2 * TDistribution.of(freedom).survivalProbability(Math.abs(shift) / error);
  }

  private static double variance(double[] readings) {
    double median = Descriptive.median(readings);
    double reach = REACH * Descriptive.MAD_TO_SIGMA * Descriptive.medianAbsoluteDeviation(readings);
    return Descriptive.variance(reach == 0 ? readings : Arrays.stream(readings).filter(reading -> Math.abs(reading - median) <= reach).toArray());
  }
}
