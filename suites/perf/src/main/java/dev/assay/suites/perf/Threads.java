package dev.assay.suites.perf;

import dev.assay.testkit.Variant;

/** How many requests, or connections, one guest has under way at a time. */
enum Threads implements Variant {
  ONE(1),
  FOUR(4),
  SIXTEEN(16);

  private final int count;

  Threads(int count) {
    this.count = count;
  }

  int count() {
    return count;
  }

  @Override
  public String label() {
    return count + "-threads";
  }
}
