package dev.assay.analysis.gate;

/** How bad a defect is, worst first. */
public enum Severity {
  BLOCKER,
  CRITICAL,
  MAJOR,
  MINOR;

  /** Whether this is as bad as another, or worse. */
  public boolean isAtLeast(Severity other) {
    return compareTo(other) <= 0;
  }
}
