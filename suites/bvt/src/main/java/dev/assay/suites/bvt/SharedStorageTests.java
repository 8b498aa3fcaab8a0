package dev.assay.suites.bvt;

import static dev.assay.core.Bytes.gib;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.testkit.Area;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Size;
import dev.assay.testkit.Sr;
import dev.assay.testkit.Storage;
import dev.assay.testkit.Vm;
import org.testng.annotations.Test;

@Area("storage")
class SharedStorageTests {

  private final Pool pool;

  SharedStorageTests(@Size(2) @Storage({"iscsi", "nfs"}) Pool pool) {
    this.pool = pool;
  }

  @Test
  void everyHostIsAttachedToTheSharedStorage() {
    assertThat(pool.defaultSr().isShared()).isTrue();
    assertThat(pool.defaultSr().attachments()).isEqualTo(pool.hosts().size());
  }

  @Test
  void nfsStorageIsMadeScannedAndDestroyed() {
    try (Sr sr = pool.createSr("nfs")) {
      var disk = sr.createDisk(gib(1));
      sr.scan();
      assertThat(sr.type()).isEqualTo("nfs");
      assertThat(sr.disks()).containsExactly(disk);
    }
  }

  @Test
  void blockStorageHoldsTheDisksOfAVm() {
    var sr = pool.findSr("assay-shared-iscsi").orElseThrow();
    sr.makeDefault();
    try (Vm vm = pool.create(vm()).start()) {
      vm.writeAndSync("on block storage");
      vm.reboot();
      assertThat(sr.type()).isEqualTo("lvmoiscsi");
      assertThat(sr.disks()).contains(vm.disks().getFirst().vdi());
      assertThat(vm).holds("on block storage");
    } finally {
      pool.findSr("assay-shared-nfs").orElseThrow().makeDefault();
    }
  }

  @Test
  void vmOnSharedStorageStartsOnEachHost() {
    try (Vm vm = pool.create(vm())) {
      for (var host : pool.hosts()) {
        assertThat(vm.startOn(host)).runsOnlyOn(host);
        vm.shutDown();
      }
    }
  }
}
