package dev.assay.suites.nightly;

import static dev.assay.core.Bytes.gib;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;
import static java.time.Duration.ofMinutes;

import dev.assay.testkit.Area;
import dev.assay.testkit.GuestImage;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Vm;
import org.testng.annotations.Test;

@Area("vm-lifecycle")
class GuestLifecycleTests {

  private final Pool pool;
  private final GuestImage guest;

  GuestLifecycleTests(Pool pool, GuestImage guest) {
    this.pool = pool;
    this.guest = guest;
  }

  @Test
  void guestBootsAndShutsDown() {
    try (Vm vm = started()) {
      assertThat(vm).isRunning().answersWithin(ofMinutes(2));
      vm.shutDown();
      assertThat(vm).isHalted();
    }
  }

  @Test
  void guestRestarts() {
    try (Vm vm = started()) {
      vm.reboot();
      assertThat(vm).isRunning().answersWithin(ofMinutes(2));
    }
  }

  @Test
  void guestGoesOnAfterSuspendAndResumeTwice() {
    try (Vm vm = started()) {
      for (int round = 0; round < 2; round++) {
        vm.suspend();
        vm.resume();
        assertThat(vm).isRunning().answersWithin(ofMinutes(5));
      }
    }
  }

  @Test
  void guestGoesBackToItsCheckpoint() {
    try (Vm vm = started()) {
      var checkpoint = vm.checkpoint();
      vm.powerOff();
      checkpoint.revert();
      vm.resume();
      assertThat(vm).isRunning().answersWithin(ofMinutes(5));
    }
  }

  private Vm started() {
    return pool.create(vm().from(guest).vcpus(2).memory(gib(2))).start();
  }
}
