package dev.assay.core;

/** The name of one behaviour, such as {@code bvt/vm-lifecycle/vm-starts}; a variant stands in brackets after it. */
public record CaseId(String value) implements Comparable<CaseId> {

  public CaseId {
    value = Ids.checked("case name", value);
  }

  public static CaseId of(String value) {
    return new CaseId(value);
  }

  @Override
  public int compareTo(CaseId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
