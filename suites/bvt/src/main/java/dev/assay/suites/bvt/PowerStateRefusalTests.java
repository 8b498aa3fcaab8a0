package dev.assay.suites.bvt;

import static dev.assay.testkit.LabAssertions.assertRefused;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;
import static java.time.Duration.ofMinutes;

import dev.assay.testkit.Area;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Priority;
import dev.assay.testkit.Vm;
import org.testng.annotations.Test;

@Area("vm-lifecycle")
@Priority(2)
class PowerStateRefusalTests {

  private final Pool pool;

  PowerStateRefusalTests(Pool pool) {
    this.pool = pool;
  }

  @Test
  void haltedVmRefusesWhatNeedsARunningOne() {
    try (Vm vm = pool.create(vm())) {
      assertRefused("VM_BAD_POWER_STATE", vm::suspend);
      assertRefused("VM_BAD_POWER_STATE", vm::resume);
      assertRefused("VM_BAD_POWER_STATE", vm::pause);
      assertRefused("VM_BAD_POWER_STATE", vm::unpause);
      assertRefused("VM_BAD_POWER_STATE", vm::shutDown);
      assertThat(vm).isHalted();
    }
  }

  @Test
  void runningVmRefusesToStartAgain() {
    try (Vm vm = pool.create(vm()).start()) {
      assertRefused("VM_BAD_POWER_STATE", vm::powerOn);
      assertRefused("VM_BAD_POWER_STATE", vm::resume);
      assertRefused("VM_BAD_POWER_STATE", vm::unpause);
      assertThat(vm).isRunning().answersWithin(ofMinutes(2));
    }
  }

  @Test
  void suspendedVmRefusesToStartOrPause() {
    try (Vm vm = pool.create(vm()).start()) {
      vm.suspend();
      assertRefused("VM_BAD_POWER_STATE", vm::powerOn);
      assertRefused("VM_BAD_POWER_STATE", vm::pause);
      assertThat(vm).isSuspended();
    }
  }

  @Test
  void pausedVmRefusesToSuspend() {
    try (Vm vm = pool.create(vm()).startPaused()) {
      assertRefused("VM_BAD_POWER_STATE", vm::suspend);
      assertRefused("VM_BAD_POWER_STATE", vm::pause);
      assertThat(vm).isPaused();
    }
  }
}
