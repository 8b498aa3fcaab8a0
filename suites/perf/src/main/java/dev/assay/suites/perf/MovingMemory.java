package dev.assay.suites.perf;

import dev.assay.testkit.Variant;

/** How much memory a guest moves with. */
enum MovingMemory implements Variant {
  ONE(1),
  FOUR(4),
  SIXTEEN(16);

  private final int gib;

  MovingMemory(int gib) {
    this.gib = gib;
  }

  int gib() {
    return gib;
  }

  @Override
  public String label() {
    return gib + "-gib";
  }
}
