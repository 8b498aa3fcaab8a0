package dev.assay.suites.nightly;

import static dev.assay.testkit.LabAssertions.assertRefused;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.Capability;
import dev.assay.testkit.Area;
import dev.assay.testkit.Needs;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Since;
import dev.assay.testkit.Size;
import dev.assay.testkit.Storage;
import dev.assay.testkit.Vm;
import java.util.ArrayList;
import org.testng.annotations.Test;

/** Graphics adapters are given to guests, whole or in parts, as long as there are any; a lab without adapters skips this. */
@Area("graphics")
@Since("6.5")
@Needs(Capability.SERVICES)
class GraphicsTests {

  private final Pool pool;

  GraphicsTests(@Size(2) @Storage("nfs") Pool pool) {
    this.pool = pool;
  }

  @Test
  void guestHasTheAdapterWholeWhileItRuns() {
    var adapter = pool.master().graphics();
    try (Vm vm = pool.create(vm())) {
      var share = adapter.give(vm, adapter.whole());
      assertThat(adapter.left(adapter.whole())).as("guests that can have the adapter").isEqualTo(1);
      vm.startOn(pool.master());
      assertThat(adapter.isAttached(share)).as("the guest has its adapter").isTrue();
      assertThat(adapter.left(adapter.whole())).as("guests that can have the adapter").isZero();
      vm.shutDown();
      assertThat(adapter.users()).as("users of the adapter").isZero();
    }
  }

  @Test
  void adapterGoesToOneGuestAtATime() {
    var adapter = pool.master().graphics();
    try (Vm first = pool.create(vm()); Vm second = pool.create(vm())) {
      adapter.give(first, adapter.whole());
      adapter.give(second, adapter.whole());
      first.startOn(pool.master());
      assertRefused("VM_REQUIRES_GPU", () -> second.startOn(pool.master()));
      first.shutDown();
      second.startOn(pool.master());
      assertThat(second).isRunning();
    }
  }

  @Test
  void guestWithAnAdapterStaysWhereItIs() {
    var adapter = pool.master().graphics();
    try (Vm vm = pool.create(vm())) {
      adapter.give(vm, adapter.whole());
      vm.startOn(pool.master());
      assertRefused("VM_HAS_PCI_ATTACHED", () -> vm.migrateTo(pool.slave()));
      assertRefused("VM_HAS_PCI_ATTACHED", vm::suspend);
      assertRefused("VM_HAS_PCI_ATTACHED", vm::checkpoint);
      assertThat(vm).isRunning().runsOnlyOn(pool.master());
    }
  }

  @Test
  void adaptersAreGivenAndTakenWhileTheGuestIsHalted() {
    var adapter = pool.master().graphics();
    try (Vm vm = pool.create(vm()).startOn(pool.master())) {
      assertRefused("VM_BAD_POWER_STATE", () -> adapter.give(vm, adapter.whole()));
      vm.shutDown();
      var share = adapter.give(vm, adapter.whole());
      assertRefused("DEVICE_ALREADY_EXISTS", () -> adapter.give(vm, adapter.whole()));
      vm.startOn(pool.master());
      assertRefused("OPERATION_NOT_ALLOWED", () -> adapter.take(share));
      vm.shutDown();
      adapter.take(share);
      vm.startOn(pool.master()).migrateTo(pool.slave());
      assertThat(vm).runsOnlyOn(pool.slave());
    }
  }

  @Test
  void asManyGuestsShareAnAdapterAsItsKindOfPartAllows() {
    var adapter = pool.master().graphics();
    for (var part : adapter.virtual()) {
      long most = adapter.left(part);
      var guests = new ArrayList<Vm>();
      for (long number = 0; number < most; number++) {
        var guest = pool.create(vm());
        guests.add(guest);
        adapter.give(guest, part);
        guest.startOn(pool.master());
      }
      assertThat(adapter.users()).as("guests that share the adapter as " + part.name()).isEqualTo((int) most);
      try (Vm oneMore = pool.create(vm())) {
        adapter.give(oneMore, part);
        assertRefused("VM_REQUIRES_GPU", () -> oneMore.startOn(pool.master()));
      }
      guests.forEach(Vm::close);
    }
  }

  @Test
  void anAdapterIsNotSharedAsTwoKindsOfPartsAtOnce() {
    var adapter = pool.master().graphics();
    try (Vm vm = pool.create(vm())) {
      adapter.give(vm, adapter.virtual().getFirst());
      vm.startOn(pool.master());
      assertThat(adapter.left(adapter.whole())).as("guests that can have the adapter whole").isZero();
      for (var other : adapter.virtual().subList(1, adapter.virtual().size())) {
        assertThat(adapter.left(other)).as("guests that can have it as " + other.name()).isZero();
      }
    }
  }
}
