package dev.assay.suites.bvt;

import static dev.assay.core.Bytes.gib;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.Capability;
import dev.assay.testkit.Area;
import dev.assay.testkit.Needs;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Vm;
import java.util.List;
import org.testng.annotations.Test;

@Area("storage")
class LocalStorageTests {

  private final Pool pool;

  LocalStorageTests(Pool pool) {
    this.pool = pool;
  }

  @Test
  void scanFindsEveryDisk() {
    var sr = pool.localSr();
    var created = List.of(sr.createDisk(gib(1)), sr.createDisk(gib(2)), sr.createDisk(gib(3)));
    sr.scan();
    assertThat(sr.disks()).containsAll(created);
  }

  @Test
  @Needs(Capability.REPOSITORIES)
  void localStorageIsDestroyedAndMadeAnew() {
    var wasDefault = pool.localSr();
    var made = wasDefault.recreate();
    made.makeDefault();
    try (Vm vm = pool.create(vm()).start()) {
      assertThat(made.disks()).contains(vm.disks().getFirst().vdi());
    }
  }
}
