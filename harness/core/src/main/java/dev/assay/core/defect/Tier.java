package dev.assay.core.defect;

import java.util.Locale;

/** A tier of suites, as far as a defect says who can find it. */
public enum Tier {
  BVT,
  NIGHTLY,
  STRESS,
  POOL_STRESS,
  BOOTSTORM,
  DENSITY,
  PERF,
  SOAK,
  UPGRADE,
  MIGRATION,
  SCALE;

  /** Return the name as people type it: {@code pool-stress}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Tell whether a suite is of this tier; the general regression is a choice of the nightly one's cases. */
  public boolean has(String suite) {
    return label().equals(suite) || this == NIGHTLY && suite.equals("regression");
  }
}
