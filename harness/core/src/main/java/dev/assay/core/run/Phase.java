package dev.assay.core.run;

/** The steps of a run's path, in order. */
public enum Phase {
  PLAN,
  RESERVE,
  INSTALL,
  EXECUTE,
  RELEASE,
  JUDGE,
  REPORT
}
