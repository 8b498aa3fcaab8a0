package dev.assay.suites.nightly;

import static dev.assay.core.Bytes.gib;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.testkit.Area;
import dev.assay.testkit.Pool;
import dev.assay.testkit.StorageKind;
import dev.assay.testkit.Vm;
import org.testng.annotations.Test;

/** What every kind of storage does with disks. */
@Area("storage")
class DiskTests {

  private static final int MANY = 12;

  private final Pool pool;
  private final StorageKind storage;

  DiskTests(Pool pool, StorageKind storage) {
    this.pool = pool;
    this.storage = storage;
  }

  @Test
  void diskIsThereUntilItIsDestroyed() {
    var sr = pool.storage(storage);
    var disk = sr.createDisk(gib(1));
    sr.scan();
    assertThat(sr.disks()).contains(disk);
    sr.destroy(disk);
    sr.scan();
    assertThat(sr.disks()).doesNotContain(disk);
  }

  @Test
  void diskGrowsAndKeepsItsData() {
    var sr = pool.storage(storage);
    try (Vm vm = pool.create(vm().on(sr))) {
      var disk = vm.plug(sr.createDisk(gib(1)));
      vm.start().writeAndSync("on the system disk");
      vm.shutDown();
      sr.grow(disk.vdi(), gib(3));
      assertThat(sr.sizeOf(disk.vdi())).isGreaterThanOrEqualTo(gib(3));
      vm.start().writeAndSync(disk, "at both ends of the larger disk");
      assertThat(vm).holds(disk, "at both ends of the larger disk").holds("on the system disk");
    }
  }

  @Test
  void vmUsesManyDisksAtOnce() {
    var sr = pool.storage(storage);
    try (Vm vm = pool.create(vm().on(sr))) {
      for (int i = 1; i <= MANY; i++) {
        vm.plug(sr.createDisk(gib(1)));
      }
      vm.start();
      for (var disk : vm.disks().subList(1, vm.disks().size())) {
        vm.writeAndSync(disk, disk.device());
      }
      for (var disk : vm.disks().subList(1, vm.disks().size())) {
        assertThat(vm).holds(disk, disk.device());
      }
    }
  }
}
