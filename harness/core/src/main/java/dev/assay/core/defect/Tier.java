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
}
