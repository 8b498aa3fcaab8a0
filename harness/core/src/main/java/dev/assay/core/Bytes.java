package dev.assay.core;

import java.util.regex.Pattern;

/** An amount of memory or storage, in bytes. */
public record Bytes(long count) implements Comparable<Bytes> {

  public static final Bytes ZERO = new Bytes(0);

  private static final Pattern TEXT = Pattern.compile("\\s*(\\d+)\\s*(B|KiB|MiB|GiB|TiB|PiB)\\s*");

  public Bytes {
    if (count < 0) {
      throw new IllegalArgumentException("an amount of bytes is never negative: " + count);
    }
  }

  public static Bytes of(long count) {
    return new Bytes(count);
  }

  public static Bytes kib(long count) {
    return new Bytes(Math.multiplyExact(count, 1L << 10));
  }

  public static Bytes mib(long count) {
    return new Bytes(Math.multiplyExact(count, 1L << 20));
  }

  public static Bytes gib(long count) {
    return new Bytes(Math.multiplyExact(count, 1L << 30));
  }

  public static Bytes tib(long count) {
    return new Bytes(Math.multiplyExact(count, 1L << 40));
  }

  /**
   * Parse a whole number with a binary unit, such as {@code 256GiB}.
   *
   * @throws AssayException.Usage when it is anything else; {@code GB} is refused, for it is not {@code GiB}
   */
  public static Bytes parse(String text) {
    var matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new AssayException.Usage("reading an amount of bytes: '" + text + "' is not a whole number with B, KiB, MiB, GiB, TiB or PiB");
    }
    var shift = 10 * java.util.List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB").indexOf(matcher.group(2));
    try {
      return new Bytes(Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << shift));
    } catch (ArithmeticException | NumberFormatException e) {
      throw new AssayException.Usage("reading an amount of bytes: '" + text + "' is more than 8 EiB");
    }
  }

  public Bytes plus(Bytes other) {
    return new Bytes(Math.addExact(count, other.count));
  }

  public Bytes minus(Bytes other) {
    return new Bytes(Math.subtractExact(count, other.count));
  }

  public Bytes times(long factor) {
    return new Bytes(Math.multiplyExact(count, factor));
  }

  public double inMib() {
    return count / (double) (1L << 20);
  }

  @Override
  public int compareTo(Bytes other) {
    return Long.compare(count, other.count);
  }

  @Override
  public String toString() {
    var units = java.util.List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB");
    var unit = 0;
    var value = count;
    while (value != 0 && value % 1024 == 0 && unit < 5) {
      value /= 1024;
      unit++;
    }
    return value + units.get(unit);
  }
}
