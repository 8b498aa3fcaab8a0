package dev.assay.suites.nightly;

import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.Capability;
import dev.assay.testkit.Area;
import dev.assay.testkit.GuestImage;
import dev.assay.testkit.Needs;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Vlan;
import dev.assay.testkit.Vm;
import dev.assay.testkit.Where;
import org.testng.annotations.Test;

/** Every guest is connected to VLANs with every kind of tag. */
@Area("networking")
@Where("nics >= 2")
@Needs(Capability.NETWORKS)
class VlanTests {

  private final Pool pool;
  private final GuestImage guest;
  private final Tag tag;

  VlanTests(Pool pool, GuestImage guest, Tag tag) {
    this.pool = pool;
    this.guest = guest;
    this.tag = tag;
  }

  @Test
  void guestSeesItsCardOnTheVlan() {
    try (Vlan vlan = pool.createVlan(tag.number()); Vm vm = pool.create(vm().from(guest)).start()) {
      var card = vm.connect(vlan.network());
      assertThat(vm).seesCard(card);
      vm.disconnect(card);
      assertThat(vm).doesNotSeeCard(card).isRunning();
    }
  }
}
