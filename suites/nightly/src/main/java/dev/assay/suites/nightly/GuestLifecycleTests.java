package dev.assay.suites.nightly;

import static dev.assay.core.Bytes.gib;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;
import static java.time.Duration.ofMinutes;

import dev.assay.testkit.Area;
import dev.assay.testkit.GuestImage;
import dev.assay.testkit.Network;
import dev.assay.testkit.Pool;
import dev.assay.testkit.StorageKind;
import dev.assay.testkit.Vm;
import org.testng.annotations.Test;

/** Every guest on every kind of storage goes through its life. */
@Area("vm-lifecycle")
class GuestLifecycleTests {

  private final Pool pool;
  private final GuestImage guest;
  private final StorageKind storage;

  GuestLifecycleTests(Pool pool, GuestImage guest, StorageKind storage) {
    this.pool = pool;
    this.guest = guest;
    this.storage = storage;
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
  void guestRestartsWithItsData() {
    try (Vm vm = started()) {
      var boot = vm.bootId();
      vm.writeAndSync("written before the restart");
      vm.reboot();
      assertThat(vm).isRunning().hasRebootedSince(boot).holds("written before the restart");
    }
  }

  @Test
  void guestComesBackAfterAPowerCut() {
    try (Vm vm = started()) {
      vm.writeAndSync("written before the cut");
      vm.powerOff();
      assertThat(vm).isHalted();
      assertThat(vm.start()).holds("written before the cut");
    }
  }

  @Test
  void guestGoesOnAfterSuspendAndResumeTwice() {
    try (Vm vm = started()) {
      var boot = vm.bootId();
      for (int round = 0; round < 2; round++) {
        vm.suspend();
        assertThat(vm).isSuspended();
        vm.resume();
        assertThat(vm).isRunning().answersWithin(ofMinutes(5)).hasBootId(boot);
      }
    }
  }

  @Test
  void guestGoesOnAfterAPause() {
    try (Vm vm = started()) {
      var boot = vm.bootId();
      vm.pause();
      assertThat(vm).isPaused();
      vm.unpause();
      assertThat(vm).isRunning().answersWithin(ofMinutes(2)).hasBootId(boot);
    }
  }

  @Test
  void guestGoesBackToItsSnapshot() {
    try (Vm vm = started()) {
      vm.writeAndSync("old");
      var snapshot = vm.snapshot();
      vm.writeAndSync("new");
      snapshot.revert();
      assertThat(vm.start()).holds("old");
    }
  }

  @Test
  void guestGoesBackToItsCheckpoint() {
    try (Vm vm = started()) {
      var boot = vm.bootId();
      var checkpoint = vm.checkpoint();
      vm.reboot();
      checkpoint.revert();
      vm.resume();
      assertThat(vm).isRunning().answersWithin(ofMinutes(5)).hasBootId(boot);
    }
  }

  @Test
  void cloneHasTheDataOfItsOriginAndDisksOfItsOwn() {
    try (Vm vm = started()) {
      vm.writeAndSync("of the origin");
      vm.shutDown();
      try (Vm clone = vm.copyOnWriteClone().start()) {
        assertThat(clone).holds("of the origin");
        clone.writeAndSync("of the clone");
        clone.shutDown();
        assertThat(vm.start()).holds("of the origin");
      }
    }
  }

  @Test
  void fullCopyHasTheDataOfItsOrigin() {
    try (Vm vm = started()) {
      vm.writeAndSync("of the origin");
      vm.shutDown();
      try (Vm copy = vm.fullCopy().start()) {
        assertThat(copy).holds("of the origin");
      }
    }
  }

  @Test
  void exportComesBackWithItsData() {
    try (Vm vm = started()) {
      vm.writeAndSync("exported");
      vm.shutDown();
      try (Vm imported = pool.importVm(vm.export()).start()) {
        assertThat(imported).holds("exported");
      }
    }
  }

  @Test
  void guestUsesADiskThatIsPluggedIn() {
    try (Vm vm = started()) {
      var disk = vm.addDisk(gib(1));
      vm.writeAndSync(disk, "on a plugged disk");
      assertThat(vm).sees(disk).holds(disk, "on a plugged disk");
      var device = disk.device();
      vm.unplug(disk);
      assertThat(vm).doesNotSee(device).isRunning();
    }
  }

  @Test
  void guestSeesANetworkCardComeAndGo() {
    try (Network network = pool.createNetwork(); Vm vm = started()) {
      var card = vm.connect(network);
      assertThat(vm).seesCard(card);
      vm.disconnect(card);
      assertThat(vm).doesNotSeeCard(card).isRunning();
    }
  }

  private Vm started() {
    return pool.create(vm().from(guest).vcpus(2).memory(gib(2)).on(pool.storage(storage))).start();
  }
}
