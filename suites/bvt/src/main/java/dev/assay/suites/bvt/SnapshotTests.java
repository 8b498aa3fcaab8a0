package dev.assay.suites.bvt;

import static dev.assay.core.Bytes.gib;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;
import static java.time.Duration.ofMinutes;

import dev.assay.core.Capability;
import dev.assay.testkit.Area;
import dev.assay.testkit.Needs;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Vm;
import org.testng.annotations.Test;

@Area("snapshots")
@Needs(Capability.SNAPSHOTS)
class SnapshotTests {

  private final Pool pool;

  SnapshotTests(Pool pool) {
    this.pool = pool;
  }

  @Test
  void revertBringsBackTheDisksOfTheSnapshot() {
    try (Vm vm = pool.create(vm()).start()) {
      vm.writeAndSync("old");
      var snapshot = vm.snapshot();
      vm.writeAndSync("new");
      snapshot.revert();
      assertThat(vm).isHalted();
      assertThat(vm.start()).holds("old");
    }
  }

  @Test
  void revertBringsBackTheDataDiskToo() {
    try (Vm vm = pool.create(vm())) {
      var disk = vm.addDisk(gib(1));
      vm.start().writeAndSync(disk, "old");
      var snapshot = vm.snapshot();
      vm.writeAndSync(disk, "new");
      snapshot.revert();
      assertThat(vm.start()).holds(vm.disks().getLast(), "old");
    }
  }

  @Test
  void checkpointBringsBackTheRunningGuest() {
    try (Vm vm = pool.create(vm()).start()) {
      vm.writeAndSync("at the checkpoint");
      var boot = vm.bootId();
      var checkpoint = vm.checkpoint();
      vm.reboot();
      checkpoint.revert();
      assertThat(vm).isSuspended();
      vm.resume();
      assertThat(vm).isRunning().answersWithin(ofMinutes(2)).hasBootId(boot).holds("at the checkpoint");
    }
  }

  @Test
  void snapshotLeavesTheVmRunning() {
    try (Vm vm = pool.create(vm()).start()) {
      var boot = vm.bootId();
      vm.snapshot();
      assertThat(vm).isRunning().answersWithin(ofMinutes(2)).hasBootId(boot);
    }
  }
}
