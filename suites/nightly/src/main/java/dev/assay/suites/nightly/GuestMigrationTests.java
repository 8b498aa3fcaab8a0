package dev.assay.suites.nightly;

import static dev.assay.core.Bytes.gib;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;
import static java.time.Duration.ofMinutes;

import dev.assay.testkit.Area;
import dev.assay.testkit.GuestImage;
import dev.assay.testkit.Host;
import dev.assay.testkit.Pool;
import dev.assay.testkit.SharedStorageKind;
import dev.assay.testkit.Size;
import dev.assay.testkit.Vm;
import org.testng.annotations.Test;

/** Every guest on every kind of shared storage moves between hosts. */
@Area("migration")
class GuestMigrationTests {

  private final Pool pool;
  private final GuestImage guest;
  private final SharedStorageKind storage;

  GuestMigrationTests(@Size(2) Pool pool, GuestImage guest, SharedStorageKind storage) {
    this.pool = pool;
    this.guest = guest;
    this.storage = storage;
  }

  @Test
  void guestKeepsItsBootAndDataWhenItMoves() {
    try (Vm vm = startedOnMaster()) {
      var boot = vm.bootId();
      var disk = vm.addDisk(gib(1));
      vm.writeAndSync("written before the move");
      vm.writeAndSync(disk, "written last before the move");
      vm.migrateTo(pool.slave());
      assertThat(vm).runsOnlyOn(pool.slave()).answersWithin(ofMinutes(2)).hasBootId(boot);
      assertThat(vm).holds("written before the move").holds(disk, "written last before the move");
    }
  }

  @Test
  void guestMovesThereAndBack() {
    try (Vm vm = startedOnMaster()) {
      var boot = vm.bootId();
      vm.migrateTo(pool.slave());
      vm.migrateTo(pool.master());
      assertThat(vm).runsOnlyOn(pool.master()).answersWithin(ofMinutes(2)).hasBootId(boot);
    }
  }

  @Test
  void suspendedGuestGoesOnWhereverItIsResumed() {
    try (Vm vm = startedOnMaster()) {
      vm.writeAndSync("written before the suspension");
      vm.suspend();
      vm.resume();
      assertThat(vm).isRunning().answersWithin(ofMinutes(5)).holds("written before the suspension");
    }
  }

  @Test
  void guestRestartsWhereItHasMovedTo() {
    try (Vm vm = startedOnMaster()) {
      vm.migrateTo(pool.slave());
      vm.reboot();
      assertThat(vm).runsOnlyOn(pool.slave()).answersWithin(ofMinutes(2));
    }
  }

  @Test
  void guestLeavesAHostThatIsEvacuated() {
    try (Vm vm = startedOn(pool.slave())) {
      var boot = vm.bootId();
      vm.writeAndSync("written before the evacuation");
      pool.slave().disable();
      pool.slave().evacuate();
      assertThat(pool.slave()).isDisabled().runsNoVm();
      assertThat(vm).runsOnlyOn(pool.master()).hasBootId(boot).holds("written before the evacuation");
    } finally {
      pool.slave().enable();
    }
  }

  private Vm startedOnMaster() {
    return startedOn(pool.master());
  }

  private Vm startedOn(Host host) {
    return pool.create(vm().from(guest).memory(gib(2)).on(pool.storage(storage.kind()))).startOn(host);
  }
}
