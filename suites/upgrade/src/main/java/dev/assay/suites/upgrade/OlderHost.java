package dev.assay.suites.upgrade;

import static dev.assay.testkit.LabAssertions.assertThat;

import dev.assay.core.Build;
import dev.assay.testkit.Host;
import java.util.List;

/** A host that is given an older release than the pool beside it has. */
record OlderHost(Host host) {

  private static final List<String> WITH_32_BIT_CONTROL_DOMAIN = List.of("6.1", "6.2");

  /** Put a release on it, with new disks on its own. */
  Host install(Build release) {
    host.install(release);
    isAsItShouldBeUnder(release);
    return host.usingItsOwnDisk();
  }

  void isAsItShouldBeUnder(Build release) {
    var is32Bit = WITH_32_BIT_CONTROL_DOMAIN.stream().anyMatch(release.version().toString()::startsWith);
    assertThat(host.has32BitControlDomain()).as("a 32-bit control domain under " + release.id()).isEqualTo(is32Bit);
  }
}
