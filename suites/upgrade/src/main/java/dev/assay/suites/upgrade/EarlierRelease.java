package dev.assay.suites.upgrade;

import dev.assay.core.AssayException;
import dev.assay.core.Build;
import dev.assay.core.ProductVersion;
import dev.assay.testkit.Host;
import dev.assay.testkit.Variant;
import java.util.Optional;

/** A release whose VMs outlive it. */
enum EarlierRelease implements Variant {
  V6_1("6.1"),
  V6_2("6.2"),
  V6_5("6.5.0"),
  V6_5_SP1("6.5.1"),
  V7_0("7.0"),
  V8_2("8.2");

  private final ProductVersion version;
  private final String prefix;

  EarlierRelease(String version) {
    this.version = ProductVersion.parse(version);
    this.prefix = version;
  }

  @Override
  public String label() {
    return "from-" + name().substring(1).toLowerCase(java.util.Locale.ROOT).replace("_sp", "-sp").replace('_', '.');
  }

  @Override
  public Optional<String> unfitFor(Build build) {
    return build.version().compareTo(version) > 0 && !isOf(build)
        ? Optional.empty()
        : Optional.of(build.id() + " is no later than " + prefix);
  }

  /**
   * Return the lab's last build of it that a host runs.
   *
   * @throws AssayException.Absent when there is none
   */
  Build on(Host host, Build buildUnderTest) {
    return host.buildsBefore(buildUnderTest).stream().filter(this::isOf).reduce((earlier, later) -> later)
        .orElseThrow(() -> new AssayException.Absent("looking for a build of " + prefix + " that " + host + " runs: the lab has none of the product of "
            + buildUnderTest.id() + "; declare one in the lab file, or ask for other hosts (--where)"));
  }

  private boolean isOf(Build build) {
    return (build.version() + ".").startsWith(prefix + ".");
  }
}
