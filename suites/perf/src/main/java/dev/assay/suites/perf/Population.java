package dev.assay.suites.perf;

import dev.assay.testkit.Variant;

/** How many VMs a pool knows. */
enum Population implements Variant {
  FEW(10),
  MANY(100),
  MOST(500);

  private final int count;

  Population(int count) {
    this.count = count;
  }

  int count() {
    return count;
  }

  @Override
  public String label() {
    return count + "-vms";
  }
}
