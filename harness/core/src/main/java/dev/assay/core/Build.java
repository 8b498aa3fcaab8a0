package dev.assay.core;

import java.net.URI;

/**
 * An immutable product version under test, and where its installation media are.
 *
 * @param product what it is a build of, such as {@code XenServer} or {@code XCP-ng}
 * @param version the version that an installed host reports
 * @param buildNumber the build number that an installed host reports
 * @param generation the name of the product generation whose features and limits it has, such as {@code creedence}
 * @param media where installation media are fetched from, as the installer sees it
 */
public record Build(BuildId id, String product, ProductVersion version, String buildNumber, String generation, URI media) {

  /** Tell what kind of host it makes of a machine. */
  public Target target() {
    return Target.of(product);
  }
}
