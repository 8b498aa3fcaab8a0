package dev.assay.cli;

import dev.assay.analysis.stats.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Words numbers about KPIs: a reading of 0.004 s keeps its digits. */
final class KpiNumbers {

  private static final MathContext DIGITS = new MathContext(4);
  private static final double LARGE = 1e7;
  private static final double SMALL = 1e-5;

  private KpiNumbers() {}

  static String reading(double value) {
    var rounded = BigDecimal.valueOf(value).round(DIGITS);
    double size = Math.abs(value);
    return value == 0 ? "0" : size >= LARGE || size < SMALL ? String.format(Locale.ROOT, "%.3e", value) : rounded.stripTrailingZeros().toPlainString();
  }

  static String plain(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  static String percent(double value) {
    return String.format(Locale.ROOT, "%+.1f%%", value);
  }

  static String interval(Interval interval) {
    return Double.isInfinite(interval.low()) ? "[?,?]" : String.format(Locale.ROOT, "[%+.1f,%+.1f]", interval.low(), interval.high());
  }

  /** JSON knows no infinity. */
  static Object finite(double value) {
    return Double.isFinite(value) ? (Object) value : "unknown";
  }
}
