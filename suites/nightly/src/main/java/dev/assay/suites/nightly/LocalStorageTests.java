package dev.assay.suites.nightly;

import static dev.assay.core.Bytes.gib;
import static dev.assay.core.Bytes.mib;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.Capability;
import dev.assay.testkit.Area;
import dev.assay.testkit.Needs;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Sr;
import dev.assay.testkit.Vm;
import org.testng.annotations.Test;

/** A host's own disk, made into storage of either format whatever its installation made of it. */
@Area("storage")
@Needs(Capability.SERVICES)
class LocalStorageTests {

  private final Pool pool;
  private final LocalFormat format;

  LocalStorageTests(Pool pool, LocalFormat format) {
    this.pool = pool;
    this.format = format;
  }

  @Test
  void diskOnItGrowsAndGoesBackToItsSnapshot() {
    var sr = madeAnew();
    try (Vm vm = pool.create(vm().on(sr))) {
      var disk = vm.plug(sr.createDisk(gib(1)));
      sr.grow(disk.vdi(), gib(2));
      vm.start().writeAndSync(disk, "before the snapshot");
      var snapshot = vm.snapshot();
      vm.writeAndSync(disk, "after it");
      snapshot.revert();
      assertThat(vm.start()).holds(vm.disks().getLast(), "before the snapshot");
    }
  }

  @Test
  void diskTakesItsSpaceAtOnceOrAsItIsWritten() {
    var sr = madeAnew();
    var before = sr.usedSpace();
    sr.createDisk(gib(4));
    var taken = sr.usedSpace().minus(before);
    switch (format) {
      case EXT -> assertThat(taken).as("space of an empty disk").isLessThan(mib(256));
      case LVM -> assertThat(taken).as("space of an empty disk").isGreaterThan(gib(4).minus(mib(256)));
    }
  }

  private Sr madeAnew() {
    pool.bench().spoil();
    var sr = pool.localSr().recreateAs(format.label());
    sr.makeDefault();
    return sr;
  }
}
