package dev.assay.core;

/** The name of a lab host, unique in its lab, such as {@code ams-h03}. */
public record HostId(String value) implements Comparable<HostId> {

  public HostId {
    value = Ids.checked("host name", value);
  }

  public static HostId of(String value) {
    return new HostId(value);
  }

  @Override
  public int compareTo(HostId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
