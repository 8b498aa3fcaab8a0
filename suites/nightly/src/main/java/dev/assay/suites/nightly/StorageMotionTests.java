package dev.assay.suites.nightly;

import static dev.assay.core.Bytes.gib;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.testkit.Area;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Since;
import dev.assay.testkit.StorageKind;
import dev.assay.testkit.Vm;
import org.testng.annotations.Test;

/** Disks move, their VM running, from every kind of storage to every kind. */
@Area("storage-motion")
@Since("6.1")
class StorageMotionTests {

  private final Pool pool;
  private final StorageKind from;
  private final Target to;

  StorageMotionTests(Pool pool, StorageKind from, Target to) {
    this.pool = pool;
    this.from = from;
    this.to = to;
  }

  @Test
  void runningGuestKeepsItsBootAndDataWhenADiskMoves() {
    var source = pool.storage(from);
    try (Vm vm = pool.create(vm().on(source)).start()) {
      var boot = vm.bootId();
      var disk = vm.plug(source.createDisk(gib(1)));
      vm.writeAndSync(disk, "before the move");
      vm.moveDisk(disk, pool.storage(to.kind()));
      var moved = vm.disks().getLast();
      assertThat(vm).hasBootId(boot).holds(moved, "before the move");
      vm.writeAndSync(moved, "after the move");
      assertThat(vm).holds(moved, "after the move");
    }
  }

  @Test
  void snapshotsGoOnKnowingTheirDiskWhenItMoves() {
    try (Vm vm = pool.create(vm().on(pool.storage(from))).start()) {
      vm.writeAndSync("old");
      var snapshot = vm.snapshot();
      vm.writeAndSync("new");
      vm.moveDisk(vm.disks().getFirst(), pool.storage(to.kind()));
      assertThat(vm).holds("new");
      assertThat(vm.orphanedDiskSnapshots()).as("snapshots of disks that know their disk no more").isZero();
      snapshot.revert();
      assertThat(vm.start()).holds("old");
    }
  }
}
