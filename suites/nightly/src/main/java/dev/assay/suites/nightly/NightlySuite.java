package dev.assay.suites.nightly;

import dev.assay.testkit.plan.Suite;
import dev.assay.testkit.plan.SuiteProvider;

/** Nightly regression: what VMs, disks and snapshots do, with every guest in every size on every kind of storage, on every kind of bond. */
public final class NightlySuite implements SuiteProvider {

  @Override
  public Suite suite() {
    return Suite.of(
        "nightly",
        "nightly regression: every guest in every size, on every kind of storage",
        GuestLifecycleTests.class,
        GuestSizeTests.class,
        GuestMigrationTests.class,
        DiskTests.class,
        DiskCopyTests.class,
        StorageMotionTests.class,
        SnapshotTreeTests.class,
        BondTests.class);
  }
}
