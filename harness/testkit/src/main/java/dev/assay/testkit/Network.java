package dev.assay.testkit;

import dev.assay.xapi.model.NetworkRef;

/** A network of a pool. */
public final class Network implements AutoCloseable {

  private final Toolstack toolstack;
  private final NetworkRef ref;

  Network(Toolstack toolstack, NetworkRef ref) {
    this.toolstack = toolstack;
    this.ref = ref;
  }

  NetworkRef ref() {
    return ref;
  }

  /** Remove it. */
  @Override
  public void close() {
    toolstack.session().call("network.destroy", ref);
  }
}
