package dev.assay.suites.nightly;

import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;
import static java.time.Duration.ofMinutes;

import dev.assay.core.Capability;
import dev.assay.testkit.Area;
import dev.assay.testkit.Host;
import dev.assay.testkit.Needs;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Since;
import dev.assay.testkit.StorageKind;
import dev.assay.testkit.Vm;
import org.testng.annotations.Test;

/** VMs in every state, with so many snapshots, move with their disks from every kind of storage to another pool. */
@Area("storage-motion")
@Since("7.0")
@Needs(Capability.ACCOUNTS)
class CrossPoolMotionTests {

  private final Pool pool;
  private final Host other;
  private final StorageKind from;
  private final Standing standing;
  private final SnapshotCount snapshots;

  CrossPoolMotionTests(Pool pool, Host other, StorageKind from, Standing standing, SnapshotCount snapshots) {
    this.pool = pool;
    this.other = other;
    this.from = from;
    this.standing = standing;
    this.snapshots = snapshots;
  }

  @Test
  void vmComesToTheOtherPoolWithItsDataAndSnapshots() {
    Vm vm = pool.create(vm().on(pool.storage(from))).start();
    vm.writeAndSync("before the move");
    snapshots.take(vm, pool.storage(from));
    standing.bring(vm);
    try (var moved = vm.sendTo(other, other.localSr())) {
      assertThat(moved.snapshotCount()).as("snapshots over there").isEqualTo(snapshots.count());
      assertThat(moved.orphanedDiskSnapshots()).as("snapshots of disks that know their disk no more").isEqualTo(snapshots.orphans());
      standing.backToRunning(moved);
      assertThat(moved).isRunning().answersWithin(ofMinutes(5)).holds("before the move");
      assertThat(vm.exists()).as("the VM in the pool that it left").isFalse();
    }
  }
}
