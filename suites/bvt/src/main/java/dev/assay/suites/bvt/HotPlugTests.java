package dev.assay.suites.bvt;

import static dev.assay.core.Bytes.gib;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.Capability;
import dev.assay.testkit.Area;
import dev.assay.testkit.Needs;
import dev.assay.testkit.Network;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Vm;
import org.testng.annotations.Test;

@Area("devices")
class HotPlugTests {

  private final Pool pool;

  HotPlugTests(Pool pool) {
    this.pool = pool;
  }

  @Test
  void pluggedDiskIsSeenAndHoldsData() {
    try (Vm vm = pool.create(vm()).start()) {
      var disk = vm.addDisk(gib(1));
      assertThat(vm).sees(disk);
      vm.writeAndSync(disk, "on a hot-plugged disk");
      assertThat(vm).holds(disk, "on a hot-plugged disk");
    }
  }

  @Test
  void unpluggedDiskIsGoneFromTheGuest() {
    try (Vm vm = pool.create(vm()).start()) {
      var disk = vm.addDisk(gib(1));
      var device = disk.device();
      vm.unplug(disk);
      assertThat(vm).doesNotSee(device).isRunning();
    }
  }

  @Test
  void secondCardOnAGuestsNetworkComesAndGoes() {
    try (Vm vm = pool.create(vm()).start()) {
      var card = vm.connect(vm.network());
      assertThat(vm).seesCard(card);
      vm.disconnect(card);
      assertThat(vm).doesNotSeeCard(card);
    }
  }

  @Test
  @Needs(Capability.NETWORKS)
  void networkCardIsPluggedAndUnplugged() {
    try (Network network = pool.createNetwork(); Vm vm = pool.create(vm()).start()) {
      var card = vm.connect(network);
      assertThat(vm).seesCard(card);
      vm.disconnect(card);
      assertThat(vm).doesNotSeeCard(card);
    }
  }
}
