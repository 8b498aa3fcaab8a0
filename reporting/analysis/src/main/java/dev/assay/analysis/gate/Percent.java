package dev.assay.analysis.gate;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** A share in percent, kept in decimal so that {@code 91.3 %} means exactly that at the limit. */
public record Percent(BigDecimal value) implements Comparable<Percent> {

  public static final Percent ALL = of("100");

  public Percent {
    if (value.signum() < 0 || value.compareTo(BigDecimal.valueOf(100)) > 0) {
      throw new IllegalArgumentException("a share lies between 0 % and 100 %, not at " + value.toPlainString() + " %");
    }
    value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
  }

  public static Percent of(String value) {
    return new Percent(new BigDecimal(value));
  }

  /** Return whether this many of the whole are at least this share; exact. */
  public boolean isMetBy(long part, long whole) {
    return BigDecimal.valueOf(part).movePointRight(2).compareTo(value.multiply(BigDecimal.valueOf(whole))) >= 0;
  }

  /** Return the least number out of the whole that meets this share. */
  public long leastOf(long whole) {
    return value.multiply(BigDecimal.valueOf(whole)).movePointLeft(2).setScale(0, RoundingMode.CEILING).longValueExact();
  }

  /** Return it as a fraction of one. */
  public double fraction() {
    return value.movePointLeft(2).doubleValue();
  }

  @Override
  public int compareTo(Percent other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value.toPlainString() + " %";
  }
}
