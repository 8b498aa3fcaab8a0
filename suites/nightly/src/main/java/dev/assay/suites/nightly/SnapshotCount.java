package dev.assay.suites.nightly;

import dev.assay.testkit.Variant;

/** How many snapshots a VM has when something is done to it. */
enum SnapshotCount implements Variant {
  NONE(0),
  ONE(1),
  SEVERAL(4);

  private final int count;

  SnapshotCount(int count) {
    this.count = count;
  }

  int count() {
    return count;
  }

  @Override
  public String label() {
    return count + "-snapshots";
  }
}
