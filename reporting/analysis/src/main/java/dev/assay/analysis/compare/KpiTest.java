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

/**
 * One KPI's candidate against its current level.
 *
 * @param baseline the readings of the builds of that level, all repeats
 * @param builds how many builds that are
 * @param pValue of the exact rank test, taken back where readings hang together
 */
record KpiTest(KpiReadings kpi, double[] baseline, int builds, double[] candidate, double pValue) {

  private static final double CONFIDENCE = 0.95;
  private static final double POWER = 0.8;

  static KpiTest of(KpiReadings kpi) {
    var detection = ChangePoints.detect(kpi.baseline());
    int since = detection.stableSince();
    var level = kpi.baseline().builds().stream().skip(since).filter(repeats -> repeats.length > 0).toList();
    double[] readings = level.stream().flatMapToDouble(Arrays::stream).toArray();
    double[] candidate = kpi.candidate();
    boolean testable = readings.length > 0 && candidate.length > 0;
    double p = testable ? MannWhitney.exact(candidate, readings).pValue() : 1;
    return new KpiTest(kpi, readings, level.size(), candidate, Dependence.of(level, detection.autocorrelation()).discount(p, readings.length, candidate.length));
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
      return new Finding(kpi.id(), answer, 0, unknown, 0, 1, adjusted, builds, candidate.length, 0, Double.POSITIVE_INFINITY, "");
    }
    double base = Math.abs(Descriptive.median(baseline));
    var shift = HodgesLehmann.estimate(baseline, candidate, CONFIDENCE);
    var interval = new Interval(percent(shift.interval().low(), base), percent(shift.interval().high(), base));
    return new Finding(
        kpi.id(), answer, percent(shift.estimate(), base), interval, EffectSize.cliffsDelta(baseline, candidate), pValue, adjusted, builds, candidate.length, 0,
        detectablePercent(base, alpha), "");
  }

  private double detectablePercent(double base, double alpha) {
    if (baseline.length < 2 || base == 0) {
      return Double.POSITIVE_INFINITY;
    }
    double noise = 100 * Descriptive.MAD_TO_SIGMA * Descriptive.medianAbsoluteDeviation(baseline) / base;
    return noise * Power.detectableEffect(baseline.length, candidate.length, alpha, POWER);
  }

  private static double percent(double difference, double base) {
    return difference == 0 ? 0 : 100 * difference / base;
  }

}
