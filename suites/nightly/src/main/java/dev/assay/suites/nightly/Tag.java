package dev.assay.suites.nightly;

import dev.assay.testkit.Variant;

/** Tags of VLANs: the least, the greatest, and some between. */
enum Tag implements Variant {
  LEAST(1),
  USUAL(212),
  BEYOND_A_BYTE(1024),
  GREATEST(4094);

  private final int number;

  Tag(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  @Override
  public String label() {
    return "vlan-" + number;
  }
}
