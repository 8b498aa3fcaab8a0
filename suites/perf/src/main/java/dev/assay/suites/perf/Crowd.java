package dev.assay.suites.perf;

import dev.assay.testkit.Variant;

/** How many guests, or pairs of them, do the same at a time. */
enum Crowd implements Variant {
  ONE(1),
  FIVE(5),
  TWENTY(20);

  private final int count;

  Crowd(int count) {
    this.count = count;
  }

  int count() {
    return count;
  }

  @Override
  public String label() {
    return count + "-guests";
  }
}
