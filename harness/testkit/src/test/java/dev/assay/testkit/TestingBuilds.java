package dev.assay.testkit;

import dev.assay.core.Build;
import dev.assay.core.BuildId;
import dev.assay.core.ProductVersion;
import java.net.URI;

/** Builds for tests. */
public final class TestingBuilds {

  private TestingBuilds() {}

  public static Build version(String version) {
    return new Build(BuildId.of("build-" + version), "XenServer", ProductVersion.parse(version), "90233c", "creedence", URI.create("http://media/" + version));
  }
}
