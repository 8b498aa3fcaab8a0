package dev.assay.suites.nightly;

/** What regression is made of, in the order in which it reads as prose: the nightly and the general one differ in how many variants they try. */
final class Behaviours {

  static final Class<?>[] ALL = {
    GuestLifecycleTests.class,
    GuestRuleTests.class,
    GuestSizeTests.class,
    GuestMigrationTests.class,
    DiskTests.class,
    DiskCopyTests.class,
    StorageMotionTests.class,
    SnapshotTreeTests.class,
    CrossPoolMotionTests.class,
    CrossPoolCopyTests.class,
    SpaceTests.class,
    LocalStorageTests.class,
    FirmwareTests.class,
    DiskLayoutTests.class,
    BondTests.class,
    FrameSizeTests.class,
    VlanTests.class,
    VirtualFunctionTests.class,
    NetworkRefusalTests.class,
    DistributedSwitchTests.class,
    ProcessorTests.class,
    GraphicsTests.class,
    HighAvailabilityTests.class,
    AccessRightsTests.class,
    DirectoryTests.class,
    HotfixTests.class,
    ContainerTests.class,
    PoolRuleTests.class,
    CertificateTests.class,
    TlsTests.class,
    PoolDatabaseTests.class,
    MetricsTests.class,
    LogTests.class,
    StatusReportTests.class,
    HealthCheckTests.class,
  };

  private Behaviours() {}
}
