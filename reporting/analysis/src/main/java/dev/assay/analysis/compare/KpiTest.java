package dev.assay.analysis.compare;

import dev.assay.analysis.change.ChangePoints;
import dev.assay.analysis.compare.Finding.Answer;
import dev.assay.analysis.stats.Descriptive;
import dev.assay.analysis.stats.EffectSize;
import dev.assay.analysis.stats.HodgesLehmann;
import dev.assay.analysis.stats.Interval;
import dev.assay.analysis.stats.MannWhitney;
import dev.assay.analysis.stats.Power;
import java.util.Arrays;
import java.util.List;

/**
 * One KPI's candidate against its current level.
 *
 * @param baseline the readings of the builds of that level, all repeats
 * @param builds how many builds that are
 * @param pValue the larger one of the rank test's, exact but for very many readings, and that of the shift's distance
 * @param stretch by how much an interval of independent readings is too narrow, where readings hang together
 * @param bimodal whether the readings of the baseline jump between two modes
 */
record KpiTest(KpiReadings kpi, double[] baseline, int builds, double[] candidate, double pValue, double stretch, boolean bimodal) {

  private static final double CONFIDENCE = 0.95;
  private static final double POWER = 0.8;
  private static final double SUSPECT = 0.05;

  static KpiTest of(KpiReadings kpi) {
    var detection = ChangePoints.detect(kpi.baseline());
    int since = detection.stableSince();
    var level = kpi.baseline().builds().stream().skip(since).filter(repeats -> repeats.length > 0).toList();
    double[] readings = level.stream().flatMapToDouble(Arrays::stream).toArray();
    double[] candidate = kpi.candidate();
    boolean testable = readings.length > 0 && candidate.length > 0;
    var dependence = Dependence.of(level, detection.autocorrelation());
    double p = testable ? pValue(level, readings, candidate, dependence) : 1;
    double stretch = testable ? Math.sqrt(dependence.inflation(readings.length, candidate.length)) : 1;
    return new KpiTest(kpi, readings, level.size(), candidate, p, stretch, detection.bimodal());
  }

  /**
   * Both the ranks, whatever the shape of the noise, and the distance must speak for a difference: the distance from the level as it is and from where
   * a slow trend of it leads. The latter is looked at only where it can matter.
   */
  private static double pValue(List<double[]> level, double[] readings, double[] candidate, Dependence dependence) {
    double plain = Math.max(MannWhitney.patient(candidate, readings).pValue(), ShiftTest.pValue(readings, candidate, dependence));
    return plain > SUSPECT ? plain : Math.max(plain, ShiftTest.pValue(Trend.without(level, readings), candidate, dependence));
  }

  /** How many of the repeats speak for a change this way. */
  int speaking() {
    return Agreement.speaking(baseline, candidate, HodgesLehmann.shift(baseline, candidate) > 0);
  }

  /** Whether the change is large enough to matter and its repeats agree. */
  boolean isClear(double minimumPercent) {
    double base = Math.abs(Descriptive.median(baseline));
    return Math.abs(percent(HodgesLehmann.shift(baseline, candidate), base)) >= minimumPercent && Agreement.isEnough(speaking(), candidate.length);
  }

  Answer meaning() {
    return switch (kpi.baseline().direction().of(HodgesLehmann.shift(baseline, candidate))) {
      case REGRESSION -> Answer.REGRESSION;
      case IMPROVEMENT -> Answer.IMPROVEMENT;
      case CHANGE -> Answer.CHANGE;
    };
  }

  Finding finding(Answer answer, double adjusted, double alpha) {
    if (baseline.length == 0 || candidate.length == 0) {
      var unknown = new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
      return new Finding(kpi.id(), answer, 0, unknown, 0, 1, adjusted, builds, candidate.length, 0, 0, Double.POSITIVE_INFINITY, bimodal, "");
    }
    double base = Math.abs(Descriptive.median(baseline));
    var shift = HodgesLehmann.estimate(baseline, candidate, CONFIDENCE);
    var interval = new Interval(
        percent(stretched(shift.estimate(), shift.interval().low()), base), percent(stretched(shift.estimate(), shift.interval().high()), base));
    return new Finding(
        kpi.id(), answer, percent(shift.estimate(), base), interval, EffectSize.cliffsDelta(baseline, candidate), pValue, adjusted, builds, candidate.length, 0, 0,
        detectablePercent(base, alpha), bimodal, "");
  }

  private double detectablePercent(double base, double alpha) {
    if (baseline.length < 2 || base == 0) {
      return Double.POSITIVE_INFINITY;
    }
    double noise = 100 * Descriptive.MAD_TO_SIGMA * Descriptive.medianAbsoluteDeviation(baseline) / base;
    return noise * Power.detectableEffect(baseline.length, candidate.length, alpha, POWER);
  }

  private double stretched(double estimate, double end) {
    return estimate + (end - estimate) * stretch;
  }

  private static double percent(double difference, double base) {
    return difference == 0 ? 0 : 100 * difference / base;
  }

}
