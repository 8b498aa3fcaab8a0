package dev.assay.suites.upgrade;

import dev.assay.core.Bytes;
import dev.assay.testkit.Quantity;
import dev.assay.testkit.Variant;

/** How many guests the hosts of a pool have when it is upgraded, and of what size. */
enum Crowd implements Variant {
  FEW(UpgradeSizes.GUESTS, Bytes.gib(1)),
  MANY(UpgradeSizes.MANY_GUESTS, Bytes.mib(512));

  private final Quantity perHost;
  private final Bytes memory;

  Crowd(Quantity perHost, Bytes memory) {
    this.perHost = perHost;
    this.memory = memory;
  }

  Quantity perHost() {
    return perHost;
  }

  Bytes memory() {
    return memory;
  }

  @Override
  public String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
