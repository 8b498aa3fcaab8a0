package dev.assay.suites.bvt;

import static dev.assay.testkit.LabAssertions.assertRefused;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.Capability;
import dev.assay.testkit.Area;
import dev.assay.testkit.Needs;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Vm;
import org.testng.annotations.Test;

@Area("toolstack")
class TaskTests {

  private final Pool pool;

  TaskTests(Pool pool) {
    this.pool = pool;
  }

  @Test
  @Needs(Capability.TASKS)
  void cancelledCopyEndsAndLeavesNoVm() {
    try (Vm vm = pool.create(vm())) {
      var copy = pool.startCopy(vm, pool.defaultSr());
      copy.cancel();
      assertRefused("TASK_CANCELLED", copy::await);
      assertThat(pool.vmNames()).containsExactly(vm.name());
    }
  }

  @Test
  void cloneEndsWithItsTask() {
    try (Vm vm = pool.create(vm()); Vm clone = vm.copyOnWriteClone()) {
      assertThat(pool.vmNames()).containsExactlyInAnyOrder(vm.name(), clone.name());
    }
  }
}
