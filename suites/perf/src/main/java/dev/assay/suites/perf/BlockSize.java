package dev.assay.suites.perf;

import dev.assay.testkit.Variant;

/** How much a request to a disk asks for. */
enum BlockSize implements Variant {
  TINY(512),
  SMALL(4 << 10),
  MIDDLE(16 << 10),
  LARGE(64 << 10),
  HUGE(256 << 10),
  WHOLE(1 << 20);

  private final int bytes;

  BlockSize(int bytes) {
    this.bytes = bytes;
  }

  int bytes() {
    return bytes;
  }

  @Override
  public String label() {
    return bytes < 1 << 10 ? bytes + "b" : (bytes >> 10) + "k";
  }
}
