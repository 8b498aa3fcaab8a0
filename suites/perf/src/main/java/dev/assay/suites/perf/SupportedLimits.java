package dev.assay.suites.perf;

import dev.assay.core.Build;
import dev.assay.core.Bytes;
import dev.assay.core.ProductVersion;
import java.util.List;
import java.util.Optional;

/**
 * How many VMs each release says that a host holds. Source: the configuration limits published with each release.
 *
 * @param since the first version that they hold for
 * @param controlDomain the memory that the control domain is given for so many, where that is not what an installation gives it
 */
record SupportedLimits(String since, int fullyVirtualised, int paravirtualised, Optional<Bytes> controlDomain) {

  private static final List<SupportedLimits> NEWEST_FIRST = List.of(
      new SupportedLimits("6.5.1", 1000, 1000, Optional.of(Bytes.gib(8))),
      new SupportedLimits("6.2", 500, 650, Optional.empty()),
      new SupportedLimits("0", 150, 150, Optional.empty()));

  static SupportedLimits of(Build build) {
    return NEWEST_FIRST.stream()
        .filter(limits -> build.version().compareTo(ProductVersion.parse(limits.since)) >= 0)
        .findFirst()
        .orElseThrow();
  }
}
