package dev.assay.core;

/** The name of one grant of hosts, such as {@code L-31}. */
public record LeaseId(String value) implements Comparable<LeaseId> {

  public LeaseId {
    value = Ids.checked("lease name", value);
  }

  public static LeaseId of(String value) {
    return new LeaseId(value);
  }

  @Override
  public int compareTo(LeaseId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
