package dev.assay.xapi.wire;

import java.util.Locale;

/** Floating-point numbers as servers write them in text, infinities and NaN in any of their spellings. */
public final class RealNumbers {

  private RealNumbers() {}

  /**
   * Read a number.
   *
   * @throws NumberFormatException when it is none
   */
  public static double read(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "nan", "-nan" -> Double.NaN;
      case "inf", "+inf", "infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  /** Write a number as XML-RPC clients of XAPI expect it: {@code inf}, {@code -inf} and {@code nan} for what is no number. */
  static String write(double number) {
    if (Double.isNaN(number)) {
      return "nan";
    }
    return Double.isInfinite(number) ? (number > 0 ? "inf" : "-inf") : Double.toString(number);
  }
}
