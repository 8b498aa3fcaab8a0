package dev.assay.suites.nightly;

import dev.assay.testkit.plan.Suite;
import dev.assay.testkit.plan.SuiteProvider;

/** Nightly regression: what VMs, disks, snapshots and networks do, with every guest in every size on every kind of storage, on every kind of bond. */
public final class NightlySuite implements SuiteProvider {

  @Override
  public Suite suite() {
    return Suite.of("nightly", "nightly regression: every guest in every size, on every kind of storage", Behaviours.ALL);
  }
}
