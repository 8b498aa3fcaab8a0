package dev.assay.simulator.performance;

import dev.assay.core.AssayException;

/** A host has no more of something that does not queue: dom0 memory, event channels, tap devices and the like. */
public final class ExhaustedException extends AssayException.Product {

  private final String resource;

  public ExhaustedException(String resource, String operation, String seen) {
    super(operation + ": the host has no more " + resource + " (" + seen + ")");
    this.resource = resource;
  }

  /** Return what ran out, such as {@code event channels}. */
  public String resource() {
    return resource;
  }
}
