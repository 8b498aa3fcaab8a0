package dev.assay.core;

/** The name of an immutable product version under test, such as {@code 6.5-90233}. */
public record BuildId(String value) implements Comparable<BuildId> {

  public BuildId {
    value = Ids.checked("build name", value);
  }

  public static BuildId of(String value) {
    return new BuildId(value);
  }

  @Override
  public int compareTo(BuildId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
