package dev.assay.simulator.xapi;

import dev.assay.core.ProductVersion;
import java.util.List;

/** The versions of what a product release is put together from. */
record SoftwareVersions(String platform, String xen, String linux) {

  private record Since(ProductVersion version, SoftwareVersions parts) {}

  private static final List<Since> KNOWN = List.of(
      since("6.1", "1.6.10", "4.1.3", "2.6.32.43"),
      since("6.2", "1.8.0", "4.1.5", "2.6.32.43"),
      since("6.5", "1.9.0", "4.4.1", "3.10.0+2"),
      since("7.0", "2.1.0", "4.6.1", "3.10.0+10"),
      since("8.0", "3.0.0", "4.11.1", "4.19.0+1"),
      since("8.2", "3.2.0", "4.13.1", "4.19.0+1"),
      since("8.3", "3.4.0", "4.17.5", "4.19.0+1"));

  private static Since since(String version, String platform, String xen, String linux) {
    return new Since(ProductVersion.parse(version), new SoftwareVersions(platform, xen, linux));
  }

  static SoftwareVersions of(ProductVersion version) {
    return KNOWN.stream().filter(known -> known.version().compareTo(version) <= 0).reduce((older, newer) -> newer).orElse(KNOWN.getFirst()).parts();
  }
}
