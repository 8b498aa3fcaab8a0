package dev.assay.cli.xenlab;

import dev.assay.core.AssayException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A release of Debian with its Xen, as a build of the lab's inventory; the oldest first. */
public enum XenBuild {
  XEN_11("xen-11-4.14", "bullseye", "4.14", "debian11"),
  XEN_12("xen-12-4.17", "bookworm", "4.17", "debian12");

  /** What hosts run when nobody says otherwise. */
  public static final XenBuild USUAL = XEN_12;

  private final String id;
  private final String release;
  private final String xen;
  private final String number;

  XenBuild(String id, String release, String xen, String number) {
    this.id = id;
    this.release = release;
    this.xen = xen;
    this.number = number;
  }

  public static XenBuild of(String id) {
    return Arrays.stream(values()).filter(build -> build.id.equals(id)).findFirst().orElseThrow(() -> new AssayException.Usage(
        "looking up the Xen build '" + id + "': there are " + Arrays.stream(values()).map(XenBuild::id).collect(Collectors.joining(", "))));
  }

  public String id() {
    return id;
  }

  /** Return the name of the Debian release. */
  String release() {
    return release;
  }

  /** Return the version of the hypervisor's package. */
  String xen() {
    return xen;
  }

  /** Return the word that lab files have for hosts and builds of its kind. */
  String generation() {
    return id.substring(0, id.lastIndexOf('-'));
  }

  /** Return the build number that a host reports. */
  String number() {
    return number;
  }
}
