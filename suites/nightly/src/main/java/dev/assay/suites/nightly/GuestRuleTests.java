package dev.assay.suites.nightly;

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

/** What is allowed of a guest in each state. */
@Area("vm-lifecycle")
@Priority(2)
class GuestRuleTests {

  private final Pool pool;

  GuestRuleTests(@Size(2) @Storage("nfs") Pool pool) {
    this.pool = pool;
  }

  @Test
  void haltedGuestListsAndDoesOnlyWhatItCan() {
    try (Vm vm = pool.create(vm())) {
      assertThat(vm.allowedOperations()).contains("start").doesNotContain("suspend", "pause", "clean_shutdown", "resume");
      assertRefused("VM_BAD_POWER_STATE", vm::suspend);
      assertRefused("VM_BAD_POWER_STATE", vm::pause);
      assertThat(vm).isHalted();
    }
  }

  @Test
  void runningGuestListsAndDoesOnlyWhatItCan() {
    try (Vm vm = pool.create(vm()).start()) {
      assertThat(vm.allowedOperations()).contains("suspend", "pause", "clean_shutdown").doesNotContain("start", "resume");
      assertRefused("VM_BAD_POWER_STATE", vm::powerOn);
      assertThat(vm).isRunning().answersWithin(ofMinutes(2));
    }
  }

  @Test
  void runningGuestGetsAndGivesBackMemory() {
    try (Vm vm = pool.create(vm().memory(gib(1)))) {
      vm.setMostMemory(gib(2));
      vm.start();
      vm.setMemory(gib(2));
      vm.awaitMemory(gib(2), ofMinutes(10));
      vm.setMemory(gib(1));
      vm.awaitMemory(gib(1), ofMinutes(10));
      assertThat(vm).isRunning().answersWithin(ofMinutes(2));
    }
  }
}
