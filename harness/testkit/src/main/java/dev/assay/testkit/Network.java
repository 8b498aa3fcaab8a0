package dev.assay.testkit;

import dev.assay.xapi.model.NetworkFields;
import dev.assay.xapi.model.NetworkRef;

/** A network of a pool. */
public final class Network implements AutoCloseable {

  private final Toolstack toolstack;
  private final NetworkRef ref;

  Network(Toolstack toolstack, NetworkRef ref) {
    this.toolstack = toolstack;
    this.ref = ref;
  }

  /** Make one that no interface carries yet. */
  static Network make(Toolstack toolstack, String name, int mtu) {
    return new Network(toolstack, toolstack.session().callFor(NetworkRef.KIND, "network.create", Records.network(name, mtu)));
  }

  public String name() {
    return toolstack.session().get(NetworkFields.NAME_LABEL, ref);
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
