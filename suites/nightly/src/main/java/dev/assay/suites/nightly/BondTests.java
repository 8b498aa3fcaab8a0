package dev.assay.suites.nightly;

import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.testkit.Area;
import dev.assay.testkit.Bond;
import dev.assay.testkit.BondMode;
import dev.assay.testkit.GuestImage;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Vlan;
import dev.assay.testkit.Vm;
import dev.assay.testkit.Where;
import org.testng.annotations.Test;

/** Guests are connected to bonds of every mode, with usual and large frames, with and without a tag. */
@Area("networking")
@Where("nics >= 3")
class BondTests {

  private static final int TAG = 212;

  private final Pool pool;
  private final GuestImage guest;
  private final BondMode mode;
  private final FrameSize frames;

  BondTests(Pool pool, GuestImage guest, BondMode mode, FrameSize frames) {
    this.pool = pool;
    this.guest = guest;
    this.mode = mode;
    this.frames = frames;
  }

  @Test
  void guestSeesItsCardOnTheBond() {
    try (Bond bond = pool.createBond(mode, frames.bytes()); Vm vm = pool.create(vm().from(guest)).start()) {
      assertThat(bond.mode()).isEqualTo(mode.label());
      var card = vm.connect(bond.network());
      assertThat(vm).seesCard(card);
      vm.disconnect(card);
      assertThat(vm).doesNotSeeCard(card).isRunning();
    }
  }

  @Test
  void guestSeesItsCardOnATaggedNetworkOfTheBond() {
    try (Bond bond = pool.createBond(mode, frames.bytes()); Vlan vlan = bond.vlan(TAG); Vm vm = pool.create(vm().from(guest)).start()) {
      var card = vm.connect(vlan.network());
      assertThat(vm).seesCard(card);
      vm.disconnect(card);
      assertThat(vm).doesNotSeeCard(card).isRunning();
    }
  }
}
