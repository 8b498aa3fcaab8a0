package dev.assay.suites.nightly;

import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.Capability;
import dev.assay.testkit.Area;
import dev.assay.testkit.GuestImage;
import dev.assay.testkit.Needs;
import dev.assay.testkit.Network;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Vlan;
import dev.assay.testkit.Vm;
import dev.assay.testkit.Where;
import org.testng.annotations.Test;

/** Every guest's card takes frames as large as its network's, plugged at its start or while it runs. */
@Area("networking")
@Where("nics >= 2")
@Needs(Capability.NETWORKS)
class FrameSizeTests {

  private static final int TAG = 77;

  private final Pool pool;
  private final GuestImage guest;
  private final FrameSize frames;
  private final Carrier carrier;

  FrameSizeTests(Pool pool, GuestImage guest, FrameSize frames, Carrier carrier) {
    this.pool = pool;
    this.guest = guest;
    this.frames = frames;
    this.carrier = carrier;
  }

  @Test
  void cardTakesTheFramesOfItsNetwork() {
    switch (carrier) {
      case NOTHING_OUTSIDE -> {
        try (Network network = pool.createNetwork(frames.bytes())) {
          tryOn(network);
        }
      }
      case VLAN -> {
        try (Vlan vlan = pool.createVlan(TAG, frames.bytes())) {
          tryOn(vlan.network());
        }
      }
    }
  }

  private void tryOn(Network network) {
    try (Vm vm = pool.create(vm().from(guest)).start()) {
      var card = vm.connect(network);
      assertThat(vm).seesCard(card);
      assertThat(vm.frameSize(card)).as("largest frame of " + card).isEqualTo(frames.bytes());
      vm.shutDown();
      vm.start();
      assertThat(vm.frameSize(card)).as("largest frame of " + card + " after another start").isEqualTo(frames.bytes());
    }
  }
}
