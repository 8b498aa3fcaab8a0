package dev.assay.core;

/** The name of a suite, such as {@code bvt}. */
public record SuiteName(String value) implements Comparable<SuiteName> {

  public SuiteName {
    value = Ids.checked("suite name", value);
  }

  public static SuiteName of(String value) {
    return new SuiteName(value);
  }

  @Override
  public int compareTo(SuiteName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
