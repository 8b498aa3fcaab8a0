package dev.assay.suites.bvt;

import static dev.assay.core.Bytes.gib;
import static dev.assay.testkit.LabAssertions.assertRefused;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;
import static java.time.Duration.ofMinutes;

import dev.assay.testkit.Area;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Priority;
import dev.assay.testkit.Size;
import dev.assay.testkit.Storage;
import dev.assay.testkit.Vm;
import org.testng.annotations.Test;

@Area("migration")
@Priority(1)
class MigrationTests {

  private final Pool pool;

  MigrationTests(@Size(2) @Storage({"iscsi", "nfs"}) Pool pool) {
    this.pool = pool;
  }

  @Test
  void vmKeepsItsBootAndDataWhenItMoves() {
    try (Vm vm = pool.create(vm()).startOn(pool.master())) {
      var boot = vm.bootId();
      vm.writeAndSync("written before the move");
      vm.migrateTo(pool.slave());
      assertThat(vm).isRunning().answersWithin(ofMinutes(2)).hasBootId(boot).holds("written before the move");
    }
  }

  @Test
  void dataDiskReadsBackAfterTheMove() {
    try (Vm vm = pool.create(vm())) {
      var disk = vm.addDisk(gib(1));
      vm.startOn(pool.master()).writeAndSync(disk, "written before the move");
      vm.migrateTo(pool.slave());
      assertThat(vm).holds(disk, "written before the move");
    }
  }

  @Test
  void movedVmRunsOnItsNewHostOnly() {
    try (Vm vm = pool.create(vm()).startOn(pool.master())) {
      vm.migrateTo(pool.slave());
      assertThat(vm).runsOnlyOn(pool.slave());
      vm.migrateTo(pool.master());
      assertThat(vm).runsOnlyOn(pool.master());
    }
  }

  @Test
  void haltedVmRefusesToMoveLive() {
    try (Vm vm = pool.create(vm())) {
      assertRefused("VM_BAD_POWER_STATE", () -> vm.migrateTo(pool.slave()));
    }
  }
}
