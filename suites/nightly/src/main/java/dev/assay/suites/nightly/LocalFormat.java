package dev.assay.suites.nightly;

import dev.assay.testkit.Variant;
import java.util.Locale;

/** What a host's own disk can be made into, to keep disks of guests. */
enum LocalFormat implements Variant {
  /** Files of a file system, which grow as they are written. */
  EXT,
  /** Logical volumes, which take their space at once. */
  LVM;

  @Override
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
