package dev.assay.judge;

import dev.assay.analysis.gate.KpiFacts.Drift;
import dev.assay.analysis.stats.Descriptive;
import dev.assay.analysis.stats.HodgesLehmann;
import dev.assay.core.kpi.Kpi.Better;
import java.util.List;

/** Measures how far a build's readings lie from those of a release, as a share of the release's median. */
final class KpiDrifts {

  private static final double CONFIDENCE = 0.95;

  private KpiDrifts() {}

  static Drift between(String release, List<Double> before, List<Double> after, Better better) {
    double[] old = array(before);
    var shift = HodgesLehmann.estimate(old, array(after), CONFIDENCE);
    double base = Math.abs(Descriptive.median(old));
    double estimate = percent(shift.estimate(), base);
    double low = percent(shift.interval().low(), base);
    double high = percent(shift.interval().high(), base);
    boolean mirrored = better == Better.HIGHER || better == Better.NEITHER && estimate < 0;
    return mirrored
        ? new Drift(release, before.size(), -estimate, -high, -low)
        : new Drift(release, before.size(), estimate, low, high);
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double percent(double difference, double base) {
    return difference == 0 ? 0 : 100 * difference / base;
  }
}
