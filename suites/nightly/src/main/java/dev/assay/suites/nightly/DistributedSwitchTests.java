package dev.assay.suites.nightly;

import static dev.assay.testkit.LabAssertions.assertRefused;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.Capability;
import dev.assay.testkit.Area;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Needs;
import dev.assay.testkit.NetworkBackend;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Size;
import dev.assay.testkit.Storage;
import dev.assay.testkit.Tunnel;
import dev.assay.testkit.Vm;
import org.testng.annotations.Test;

/** The distributed virtual switch: its controller, private networks between hosts, and what is not to be had without it. */
@Area("distributed-switch")
@Needs(Capability.NETWORKS)
class DistributedSwitchTests {

  private final Pool pool;

  DistributedSwitchTests(@Size(2) @Storage("nfs") Pool pool) {
    this.pool = pool;
  }

  @Test
  void controllerIsKeptUntilItIsTakenAway() {
    pool.controlSwitchesBy("192.0.2.7");
    pool.master().restartToolstack();
    pool.master().awaitBack(java.time.Duration.ofMinutes(10));
    assertThat(pool.switchController()).as("the controller of the pool's switches").isEqualTo("192.0.2.7");
    pool.controlSwitchesBy("");
    assertThat(pool.switchController()).as("the controller of the pool's switches").isEmpty();
  }

  @Test
  void guestKeepsItsPrivateNetworkWhenItMoves() {
    try (Tunnel tunnel = pool.createTunnel(); Vm vm = pool.create(vm()).startOn(pool.master())) {
      assertThat(tunnel.ends()).as("hosts that the private network reaches").isEqualTo(pool.hosts().size());
      var card = vm.connect(tunnel.network());
      assertThat(vm).seesCard(card);
      vm.migrateTo(pool.slave());
      assertThat(vm).runsOnlyOn(pool.slave()).seesCard(card);
      vm.disconnect(card);
    }
  }

  @Test
  void privateNetworkThatIsTakenApartLeavesNoInterface() {
    int interfaces = pool.interfaces();
    pool.createTunnel().close();
    assertThat(pool.interfaces()).as("interfaces").isEqualTo(interfaces);
  }

  @Test
  @Limit(minutes = 180)
  void bridgeCarriesGuestsButNoPrivateNetworks() {
    pool.bench().spoil();
    pool.master().carryNetworksBy(NetworkBackend.BRIDGE);
    assertThat(pool.master().networkBackend()).isEqualTo(NetworkBackend.BRIDGE);
    assertRefused("OPENVSWITCH_NOT_ACTIVE", pool::createTunnel);
    try (Vm vm = pool.create(vm()).startOn(pool.master())) {
      assertThat(vm).isRunning();
    }
    pool.master().carryNetworksBy(NetworkBackend.OPENVSWITCH);
    assertThat(pool.master().networkBackend()).isEqualTo(NetworkBackend.OPENVSWITCH);
    pool.createTunnel().close();
  }
}
