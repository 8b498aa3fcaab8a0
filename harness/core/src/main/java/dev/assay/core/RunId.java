package dev.assay.core;

/** The name of one plan's execution, such as {@code R-17}. */
public record RunId(String value) implements Comparable<RunId> {

  public RunId {
    value = Ids.checked("run name", value);
  }

  public static RunId of(String value) {
    return new RunId(value);
  }

  @Override
  public int compareTo(RunId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
