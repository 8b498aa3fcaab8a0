package dev.assay.suites.nightly;

/** What regression is made of, in the order in which it reads as prose: the nightly and the general one differ in how many variants they try. */
final class Behaviours {

  static final Class<?>[] ALL = {
    GuestLifecycleTests.class,
    GuestSizeTests.class,
    GuestMigrationTests.class,
    DiskTests.class,
    DiskCopyTests.class,
    StorageMotionTests.class,
    SnapshotTreeTests.class,
    BondTests.class,
  };

  private Behaviours() {}
}
