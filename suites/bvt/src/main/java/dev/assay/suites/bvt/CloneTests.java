package dev.assay.suites.bvt;

import static dev.assay.testkit.LabAssertions.assertRefused;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.testkit.Area;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Vm;
import org.testng.annotations.Test;

@Area("vm-lifecycle")
class CloneTests {

  private final Pool pool;

  CloneTests(Pool pool) {
    this.pool = pool;
  }

  @Test
  void cloneHasItsOriginsDataAndADiskOfItsOwn() {
    try (Vm origin = haltedVmHolding("origin's"); Vm clone = origin.copyOnWriteClone()) {
      assertThat(clone.start()).holds("origin's");
      clone.writeAndSync("clone's");
      assertThat(origin.start()).holds("origin's");
      assertThat(clone).holds("clone's");
    }
  }

  @Test
  void fullCopyHasItsOriginsDataAndADiskOfItsOwn() {
    try (Vm origin = haltedVmHolding("origin's"); Vm copy = origin.fullCopy()) {
      assertThat(copy.start()).holds("origin's");
      copy.writeAndSync("copy's");
      assertThat(origin.start()).holds("origin's");
    }
  }

  @Test
  void runningVmRefusesToBeCloned() {
    try (Vm vm = pool.create(vm()).start()) {
      assertRefused("VM_BAD_POWER_STATE", vm::copyOnWriteClone);
    }
  }

  private Vm haltedVmHolding(String text) {
    Vm vm = pool.create(vm()).start();
    vm.writeAndSync(text);
    vm.shutDown();
    return vm;
  }
}
