package dev.assay.suites.nightly;

import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.testkit.Area;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Snapshot;
import dev.assay.testkit.StorageKind;
import dev.assay.testkit.Vm;
import java.util.ArrayList;
import org.testng.annotations.Test;

/** Snapshots of VMs in every state, on every kind of storage. */
@Area("snapshots")
class SnapshotTreeTests {

  private static final int MANY = 10;

  private final Pool pool;
  private final StorageKind storage;
  private final Standing standing;

  SnapshotTreeTests(Pool pool, StorageKind storage, Standing standing) {
    this.pool = pool;
    this.storage = storage;
    this.standing = standing;
  }

  @Test
  void snapshotKeepsTheDisksAsTheyWere() {
    try (Vm vm = started()) {
      vm.writeAndSync("old");
      standing.bring(vm);
      var snapshot = vm.snapshot();
      standing.backToRunning(vm);
      vm.writeAndSync("new");
      snapshot.revert();
      assertThat(vm.start()).holds("old");
    }
  }

  @Test
  void eachOfManySnapshotsKeepsItsOwnState() {
    try (Vm vm = started()) {
      var snapshots = new ArrayList<Snapshot>();
      for (int i = 0; i < MANY; i++) {
        vm.writeAndSync("state " + i);
        standing.bring(vm);
        snapshots.add(vm.snapshot());
        standing.backToRunning(vm);
      }
      for (int i : new int[] {0, MANY / 2, MANY - 1}) {
        snapshots.get(i).revert();
        assertThat(vm.start()).holds("state " + i);
      }
    }
  }

  @Test
  void snapshotsThatGoLeaveTheOthersAsTheyAre() {
    try (Vm vm = started()) {
      vm.writeAndSync("first");
      standing.bring(vm);
      var first = vm.snapshot();
      standing.backToRunning(vm);
      vm.writeAndSync("second");
      var second = vm.snapshot();
      vm.writeAndSync("third");
      second.destroy();
      assertThat(vm).holds("third");
      first.revert();
      assertThat(vm.start()).holds("first");
    }
  }

  @Test
  void cloneOfASnapshotStartsOutFromIt() {
    try (Vm vm = started()) {
      vm.writeAndSync("at the snapshot");
      standing.bring(vm);
      var snapshot = vm.snapshot();
      standing.backToRunning(vm);
      vm.writeAndSync("after the snapshot");
      try (Vm clone = snapshot.copyOnWriteClone().start()) {
        assertThat(clone).holds("at the snapshot");
        clone.writeAndSync("of the clone");
        assertThat(vm).holds("after the snapshot");
      }
    }
  }

  private Vm started() {
    return pool.create(vm().on(pool.storage(storage))).start();
  }
}
