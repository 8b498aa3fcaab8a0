package dev.assay.drivers.install;

import dev.assay.core.Build;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * What a host says it is, in its {@code /etc/xensource-inventory}.
 *
 * @param installation a name that each installation makes anew; blank where the product writes none
 */
record InstalledIdentity(String version, String buildNumber, String installation) {

  static final String FILE = "/etc/xensource-inventory";

  /** Read lines {@code NAME='value'}. */
  static InstalledIdentity parse(String inventory) {
    SequencedMap<String, String> values = new LinkedHashMap<>();
    inventory.lines().map(String::strip).filter(line -> line.contains("=")).forEach(line -> {
      int equals = line.indexOf('=');
      values.put(line.substring(0, equals), line.substring(equals + 1).replaceAll("^['\"]|['\"]$", ""));
    });
    return new InstalledIdentity(
        values.getOrDefault("PRODUCT_VERSION", ""),
        values.getOrDefault("BUILD_NUMBER", ""),
        values.getOrDefault("INSTALLATION_UUID", ""));
  }

  boolean is(Build build) {
    return version.equals(build.version().toString()) && buildNumber.equals(build.buildNumber());
  }

  boolean sameInstallationAs(InstalledIdentity other) {
    return !installation.isBlank() && installation.equals(other.installation);
  }

  @Override
  public String toString() {
    return version + " build " + buildNumber;
  }
}
