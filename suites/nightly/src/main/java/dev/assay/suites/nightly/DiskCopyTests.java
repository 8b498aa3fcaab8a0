package dev.assay.suites.nightly;

import static dev.assay.core.Bytes.gib;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.testkit.Area;
import dev.assay.testkit.Pool;
import dev.assay.testkit.StorageKind;
import dev.assay.testkit.Vm;
import org.testng.annotations.Test;

/** Disks are copied from every kind of storage to every kind. */
@Area("storage")
class DiskCopyTests {

  private final Pool pool;
  private final StorageKind from;
  private final Target to;

  DiskCopyTests(Pool pool, StorageKind from, Target to) {
    this.pool = pool;
    this.from = from;
    this.to = to;
  }

  @Test
  void copyHasTheDataAndIsADiskOfItsOwn() {
    var source = pool.storage(from);
    var target = pool.storage(to.kind());
    try (Vm vm = pool.create(vm().on(source)).start()) {
      var disk = vm.plug(source.createDisk(gib(1)));
      vm.writeAndSync(disk, "before the copy");
      vm.unplug(disk);
      var copy = vm.plug(target.copyOf(disk.vdi()));
      assertThat(vm).holds(copy, "before the copy");
      vm.writeAndSync(copy, "after the copy");
      vm.unplug(copy);
      assertThat(vm).holds(vm.plug(disk.vdi()), "before the copy");
    }
  }
}
