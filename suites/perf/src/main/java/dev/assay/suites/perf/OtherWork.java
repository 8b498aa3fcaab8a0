package dev.assay.suites.perf;

import dev.assay.testkit.Variant;
import java.util.Locale;

/** What else goes on while something is measured. */
enum OtherWork implements Variant {
  NOTHING,
  /** Guests write to their disks as fast as they can. */
  DISKS,
  /** Guests boot, one storm after the other. */
  BOOTS;

  @Override
  public String label() {
    return "beside-" + name().toLowerCase(Locale.ROOT);
  }
}
