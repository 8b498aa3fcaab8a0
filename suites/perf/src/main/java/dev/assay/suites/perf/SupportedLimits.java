package dev.assay.suites.perf;

import dev.assay.core.Build;
import dev.assay.core.ProductVersion;
import java.util.List;

/**
 * How many VMs each release says that a host holds. Source: the configuration limits published with each release.
 *
 * @param since the first version that they hold for
 */
record SupportedLimits(String since, int fullyVirtualised, int paravirtualised) {

  private static final List<SupportedLimits> NEWEST_FIRST = List.of(
      new SupportedLimits("6.5.1", 1000, 1000),
      new SupportedLimits("6.2", 500, 650),
      new SupportedLimits("0", 150, 150));

  static SupportedLimits of(Build build) {
    return NEWEST_FIRST.stream()
        .filter(limits -> build.version().compareTo(ProductVersion.parse(limits.since)) >= 0)
        .findFirst()
        .orElseThrow();
  }
}
