package dev.assay.suites.nightly;

import dev.assay.testkit.Variant;

/** The largest frame that a network carries. */
enum FrameSize implements Variant {
  USUAL(1500),
  JUMBO(9000);

  private final int bytes;

  FrameSize(int bytes) {
    this.bytes = bytes;
  }

  int bytes() {
    return bytes;
  }

  @Override
  public String label() {
    return "mtu-" + bytes;
  }
}
