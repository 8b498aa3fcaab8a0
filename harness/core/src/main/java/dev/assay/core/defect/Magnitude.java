package dev.assay.core.defect;

import dev.assay.core.AssayException;
import java.math.BigDecimal;

/**
 * How strong a defect of some kind can be.
 *
 * @param unit what stands behind the number, such as {@code %}
 * @param usual what it is when nobody says
 */
public record Magnitude(String unit, double least, double most, double usual) {

  static Magnitude percent(double usual, double most) {
    return new Magnitude("%", 0.1, most, usual);
  }

  static Magnitude mebibytes(double usual) {
    return new Magnitude("MiB", 0.01, 1024, usual);
  }

  static Magnitude seconds(double usual) {
    return new Magnitude("s", 0.01, 86_400, usual);
  }

  static Magnitude count(double usual, double most) {
    return new Magnitude("", 1, most, usual);
  }

  /** Read a number with this unit, such as {@code 4%}. */
  double parse(String text) {
    if (!text.endsWith(unit) || !text.substring(0, text.length() - unit.length()).matches("\\d{1,9}(\\.\\d{1,6})?")) {
      throw outside(text);
    }
    double value = Double.parseDouble(text.substring(0, text.length() - unit.length()));
    if (value < least || value > most) {
      throw outside(text);
    }
    return value;
  }

  String text(double value) {
    return plain(value) + unit;
  }

  /** Say in words what is taken. */
  public String expectation() {
    return "a number from " + text(least) + " to " + text(most) + ", such as " + text(usual);
  }

  private AssayException.Usage outside(String text) {
    return new AssayException.Usage("found '" + text + "', expected " + expectation());
  }

  private static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
