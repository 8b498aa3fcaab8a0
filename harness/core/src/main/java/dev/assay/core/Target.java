package dev.assay.core;

import java.util.Arrays;
import java.util.List;

/** A kind of virtualization host, by what one talks to it with. */
public enum Target {
  /** A XenServer or XCP-ng host, with its toolstack. */
  XAPI("a XAPI host"),
  /** A host of the Xen Project's own: the hypervisor, a Linux control domain and {@code xl}. */
  XEN("plain Xen");

  /** The product's name in a lab file's builds that makes a build one of plain Xen. */
  public static final String XEN_PRODUCT = "Xen";

  private final String description;

  Target(String description) {
    this.description = description;
  }

  /** Tell what a product's builds are installed as. */
  static Target of(String product) {
    return product.equals(XEN_PRODUCT) ? XEN : XAPI;
  }

  public String description() {
    return description;
  }

  /** List what its hosts have not; XAPI is what the list of capabilities is made after, so it lacks none. */
  public List<Capability> lacks() {
    return switch (this) {
      case XAPI -> List.of();
      case XEN -> Arrays.asList(Capability.values());
    };
  }
}
