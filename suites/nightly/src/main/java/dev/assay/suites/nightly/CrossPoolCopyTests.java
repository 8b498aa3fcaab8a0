package dev.assay.suites.nightly;

import static dev.assay.testkit.LabAssertions.assertRefused;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;
import static java.time.Duration.ofMinutes;

import dev.assay.core.Capability;
import dev.assay.testkit.Area;
import dev.assay.testkit.Host;
import dev.assay.testkit.Needs;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Since;
import dev.assay.testkit.StorageKind;
import dev.assay.testkit.Vm;
import org.testng.annotations.Test;

/** Halted VMs and templates of the user's are copied to another pool; what runs, and the product's own templates, are not. */
@Area("storage-motion")
@Since("7.0")
@Needs(Capability.ACCOUNTS)
class CrossPoolCopyTests {

  private final Pool pool;
  private final Host other;
  private final StorageKind from;

  CrossPoolCopyTests(Pool pool, Host other, StorageKind from) {
    this.pool = pool;
    this.other = other;
    this.from = from;
  }

  @Test
  void haltedVmIsCopiedAndStays() {
    try (Vm vm = halted(); var copy = vm.copyTo(other, other.localSr())) {
      assertThat(copy.start()).answersWithin(ofMinutes(5)).holds("of the original");
      copy.writeAndSync("of the copy");
      assertThat(vm.start()).holds("of the original");
    }
  }

  @Test
  void templateOfTheUsersIsCopiedAndIsOneThere() {
    try (Vm vm = halted()) {
      vm.makeTemplate();
      try (var copy = vm.copyTo(other, other.localSr())) {
        assertThat(copy.isTemplate()).as("the copy is a template").isTrue();
      }
    }
  }

  @Test
  void runningVmIsNotCopied() {
    try (Vm vm = halted().start()) {
      assertRefused("VM_BAD_POWER_STATE", () -> vm.copyTo(other, other.localSr()));
      assertThat(vm).isRunning().holds("of the original");
    }
  }

  @Test
  void suspendedVmIsNotCopied() {
    try (Vm vm = halted().start()) {
      vm.suspend();
      assertRefused("VM_BAD_POWER_STATE", () -> vm.copyTo(other, other.localSr()));
      assertThat(vm).isSuspended();
    }
  }

  @Test
  void templateOfTheProductsIsNotCopied() {
    assertRefused("VM_IS_TEMPLATE", () -> pool.template("Debian Bookworm 12").copyTo(other, other.localSr()));
  }

  private Vm halted() {
    Vm vm = pool.create(vm().on(pool.storage(from))).start();
    vm.writeAndSync("of the original");
    vm.shutDown();
    return vm;
  }
}
