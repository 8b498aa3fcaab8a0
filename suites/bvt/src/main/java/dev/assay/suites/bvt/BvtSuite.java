package dev.assay.suites.bvt;

import dev.assay.testkit.plan.Suite;
import dev.assay.testkit.plan.SuiteProvider;

/** The build verification suite, in prose order: the host, its VMs, their data, storage, pools. */
public final class BvtSuite implements SuiteProvider {

  @Override
  public Suite suite() {
    return Suite.of(
        "bvt",
        "build verification: on every build, in minutes",
        InstallationTests.class,
        HostHealthTests.class,
        AccessTests.class,
        VmLifecycleTests.class,
        PowerStateRefusalTests.class,
        SnapshotTests.class,
        CloneTests.class,
        HotPlugTests.class,
        ExportTests.class,
        TaskTests.class,
        MetricsTests.class,
        LocalStorageTests.class,
        SharedStorageTests.class,
        MigrationTests.class,
        MaintenanceTests.class,
        PoolMembershipTests.class)
        .timingOperations();
  }
}
