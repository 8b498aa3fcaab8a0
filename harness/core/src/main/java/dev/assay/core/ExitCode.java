package dev.assay.core;

/** The exit codes of the {@code assay} command; their numbers are a published contract. */
public enum ExitCode {
  OK(0, "pass or GO"),
  INTERNAL(1, "internal error of Assay"),
  USAGE(2, "wrong command line or input file"),
  FAILED(3, "tests failed or a KPI regressed"),
  NOTHING(4, "nothing selected, or no data"),
  NO_GO(5, "the gate says NO-GO"),
  INCONCLUSIVE(6, "inconclusive, or the gate is PENDING"),
  LAB_FAILURE(7, "the lab failed, not the product"),
  NO_CAPACITY(8, "no hosts that match are to be had"),
  UNAVAILABLE(75, "the database or server does not answer"),
  TIMEOUT(124, "the time limit passed"),
  INTERRUPTED(130, "interrupted by the user");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  public int number() {
    return number;
  }

  public String meaning() {
    return meaning;
  }
}
