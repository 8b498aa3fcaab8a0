package dev.assay.suites.perf;

import dev.assay.testkit.Host;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Variant;
import java.util.Locale;

/** The way that traffic takes from one guest to another. */
enum Route implements Variant {
  WITHIN_A_HOST,
  BETWEEN_HOSTS,
  /** The receiving host does not merge packets that come in. */
  BETWEEN_HOSTS_WITHOUT_GRO;

  /** Return the host that the receiving guests run on. */
  Host receiver(Pool pool) {
    return this == WITHIN_A_HOST ? pool.master() : pool.slave();
  }

  @Override
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
