package dev.assay.suites.nightly;

import dev.assay.testkit.Variant;
import java.util.Locale;

/** What carries a network. */
enum Carrier implements Variant {
  NOTHING_OUTSIDE,
  VLAN;

  @Override
  public String label() {
    return "over-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
