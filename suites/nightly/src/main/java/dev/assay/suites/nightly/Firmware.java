package dev.assay.suites.nightly;

import dev.assay.core.Build;
import dev.assay.core.ProductVersion;
import dev.assay.testkit.Variant;
import java.util.Locale;
import java.util.Optional;

/** What a fully virtualised guest boots by. */
enum Firmware implements Variant {
  BIOS("6.1"),
  UEFI("8.0");

  private final String since;

  Firmware(String since) {
    this.since = since;
  }

  @Override
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Optional<String> unfitFor(Build build) {
    return build.version().compareTo(ProductVersion.parse(since)) >= 0
        ? Optional.empty()
        : Optional.of("guests boot by " + label() + " since " + since + "; " + build.id() + " is " + build.version());
  }
}
