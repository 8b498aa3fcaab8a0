package dev.assay.suites.bvt;

import static dev.assay.core.Bytes.gib;
import static dev.assay.testkit.GuestImage.DEBIAN_12;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;
import static java.time.Duration.ofMinutes;

import dev.assay.core.kpi.Kpi;
import dev.assay.testkit.Area;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Priority;
import dev.assay.testkit.Vm;
import org.testng.annotations.Test;

@Area("vm-lifecycle")
@Priority(1)
class VmLifecycleTests {

  /** By the guest's own clock, beside which the time to a login stands by the lab's. */
  private static final Kpi GUEST_BOOT = Kpi.lower("vm.guest-boot", "s");

  private final Pool pool;
  private final Kpis kpis;

  VmLifecycleTests(Pool pool, Kpis kpis) {
    this.pool = pool;
    this.kpis = kpis;
  }

  @Test
  void vmStartsAndAnswers() {
    try (Vm vm = pool.create(vm().from(DEBIAN_12).vcpus(2).memory(gib(2))).start()) {
      assertThat(vm).isRunning().answersWithin(ofMinutes(2));
      kpis.record(GUEST_BOOT, vm.guestUptime());
    }
  }

  @Test
  void vmShutsDownCleanly() {
    try (Vm vm = pool.create(vm()).start()) {
      vm.shutDown();
      assertThat(vm).isHalted();
      assertThat(pool.master()).runsNoVm();
    }
  }

  @Test
  void vmComesBackFromARebootWithItsData() {
    try (Vm vm = pool.create(vm()).start()) {
      vm.writeAndSync("before the reboot");
      var boot = vm.bootId();
      vm.reboot();
      assertThat(vm).isRunning().hasRebootedSince(boot).holds("before the reboot");
    }
  }

  @Test
  void vmKeepsItsBootAcrossSuspendAndResume() {
    try (Vm vm = pool.create(vm().from(DEBIAN_12).vcpus(2).memory(gib(2))).start()) {
      var boot = vm.bootId();
      vm.suspend();
      assertThat(vm).isSuspended();
      vm.resume();
      assertThat(vm).isRunning().answersWithin(ofMinutes(2)).hasBootId(boot);
    }
  }

  @Test
  void pausedVmStandsStillAndGoesOnWhenUnpaused() {
    try (Vm vm = pool.create(vm()).start()) {
      var boot = vm.bootId();
      vm.pause();
      assertThat(vm).isPaused();
      assertThat(vm.answers()).isFalse();
      vm.unpause();
      assertThat(vm).isRunning().answersWithin(ofMinutes(2)).hasBootId(boot);
    }
  }

  @Test
  void vmStartedPausedBootsWhenUnpaused() {
    try (Vm vm = pool.create(vm()).startPaused()) {
      assertThat(vm).isPaused();
      vm.unpause();
      assertThat(vm).isRunning().answersWithin(ofMinutes(15));
    }
  }

  @Test
  void poweredOffVmKeepsWhatWasSynced() {
    try (Vm vm = pool.create(vm()).start()) {
      vm.writeAndSync("synced before the power went");
      vm.powerOff();
      assertThat(vm).isHalted();
      assertThat(vm.start()).holds("synced before the power went");
    }
  }

  @Test
  void destroyedVmLeavesNothingBehind() {
    var disks = pool.defaultSr().disks();
    Vm vm = pool.create(vm()).start();
    vm.close();
    assertThat(vm.exists()).isFalse();
    assertThat(pool.defaultSr().disks()).containsExactlyInAnyOrderElementsOf(disks);
  }
}
