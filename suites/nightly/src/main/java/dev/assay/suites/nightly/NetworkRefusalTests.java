package dev.assay.suites.nightly;

import static dev.assay.testkit.LabAssertions.assertRefused;
import static dev.assay.testkit.LabAssertions.assertThat;

import dev.assay.core.Capability;
import dev.assay.testkit.Area;
import dev.assay.testkit.Bond;
import dev.assay.testkit.BondMode;
import dev.assay.testkit.Needs;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Vlan;
import dev.assay.testkit.Where;
import org.testng.annotations.Test;

/** Networks that cannot be are refused, and leave nothing behind. */
@Area("networking")
@Where("nics >= 3")
@Needs(Capability.NETWORKS)
class NetworkRefusalTests {

  private final Pool pool;

  NetworkRefusalTests(Pool pool) {
    this.pool = pool;
  }

  @Test
  void tagsOutsideTheirRangeAreRefused() {
    int interfaces = pool.interfaces();
    for (int tag : new int[] {-1, 4095, 70_000}) {
      assertRefused("VLAN_TAG_INVALID", () -> pool.createVlan(tag));
    }
    assertThat(pool.interfaces()).as("interfaces").isEqualTo(interfaces);
  }

  @Test
  void tagIsUsedOnceOnAnInterface() {
    try (Vlan vlan = pool.createVlan(7)) {
      assertRefused("PIF_VLAN_EXISTS", () -> pool.createVlan(7));
      assertThat(vlan.network().name()).isNotBlank();
    }
  }

  @Test
  void bondOfAnInterfaceThatIsBondedIsRefused() {
    try (Bond bond = pool.createBond(BondMode.values()[0], 1500)) {
      assertRefused("PIF_ALREADY_BONDED", bond::bondAgain);
    }
  }

  @Test
  void bondOfATaggedInterfaceIsRefused() {
    try (Vlan vlan = pool.createVlan(9)) {
      assertRefused("PIF_VLAN_EXISTS", vlan::bond);
    }
  }

  @Test
  void bondThatIsTakenApartGivesItsInterfacesBack() {
    int interfaces = pool.interfaces();
    for (var mode : BondMode.values()) {
      pool.createBond(mode, 9000).close();
      assertThat(pool.interfaces()).as("interfaces after a bond of mode " + mode.label()).isEqualTo(interfaces);
    }
  }
}
