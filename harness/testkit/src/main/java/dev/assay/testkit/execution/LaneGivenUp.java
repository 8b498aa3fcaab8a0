package dev.assay.testkit.execution;

/** Ends the work of a lane whose hosts the lab fails on; what happened is recorded already. */
final class LaneGivenUp extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final boolean elsewhere;

  /**
   * Give up.
   *
   * @param elsewhere whether the case in hand and those left are to be tried on other hosts; otherwise no retry is left
   */
  LaneGivenUp(String why, boolean elsewhere) {
    super(why, null, false, false);
    this.elsewhere = elsewhere;
  }

  boolean elsewhere() {
    return elsewhere;
  }
}
