package dev.assay.suites.nightly;

import static dev.assay.core.Bytes.gib;

import dev.assay.testkit.Sr;
import dev.assay.testkit.Variant;
import dev.assay.testkit.Vm;

/** What a VM has of snapshots when something is done to it. */
enum SnapshotCount implements Variant {
  NONE(0, "0-snapshots"),
  ONE(1, "1-snapshots"),
  SEVERAL(4, "4-snapshots"),
  CHECKPOINT(1, "a-checkpoint") {
    @Override
    void take(Vm vm, Sr storage) {
      vm.checkpoint();
    }
  },
  /** The disk that was snapshotted is gone. */
  ORPHAN(1, "an-orphan") {
    @Override
    void take(Vm vm, Sr storage) {
      var disk = vm.plug(storage.createDisk(gib(1)));
      vm.snapshot();
      vm.remove(disk);
    }

    @Override
    int orphans() {
      return 1;
    }
  };

  private final int count;
  private final String label;

  SnapshotCount(int count, String label) {
    this.count = count;
    this.label = label;
  }

  int count() {
    return count;
  }

  /** Return how many snapshots of disks have no disk any more. */
  int orphans() {
    return 0;
  }

  /** Take them of a running VM. */
  void take(Vm vm, Sr storage) {
    for (int i = 0; i < count; i++) {
      vm.snapshot();
    }
  }

  @Override
  public String label() {
    return label;
  }
}
