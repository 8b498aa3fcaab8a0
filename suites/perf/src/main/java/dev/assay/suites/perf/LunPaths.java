package dev.assay.suites.perf;

import dev.assay.testkit.Variant;

/** Over how many paths a host reaches a LUN. */
enum LunPaths implements Variant {
  TWO(2),
  EIGHT(8);

  private final int count;

  LunPaths(int count) {
    this.count = count;
  }

  int count() {
    return count;
  }

  @Override
  public String label() {
    return count + "-paths";
  }
}
