package dev.assay.suites.perf;

import dev.assay.testkit.Variant;

/** How many VLANs a host carries at the same time: the steps of the reference procedure. */
enum VlanCount implements Variant {
  FEW(128),
  MORE(256),
  MANY(512),
  MOST(800);

  private final int count;

  VlanCount(int count) {
    this.count = count;
  }

  int count() {
    return count;
  }

  @Override
  public String label() {
    return count + "-vlans";
  }
}
