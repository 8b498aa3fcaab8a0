package dev.assay.testkit;

import dev.assay.xapi.XapiException;
import dev.assay.xapi.model.HostRef;
import dev.assay.xapi.model.OtherRef;
import dev.assay.xapi.model.PifRef;
import java.util.Map;

/** An interface whose card gives guests virtual functions of it (SR-IOV), with the network for them. Closing it undoes that. */
public final class VirtualFunctions implements AutoCloseable {

  private static final dev.assay.xapi.model.Kind<OtherRef> KIND = OtherRef.kindOf("network_sriov");

  private final Toolstack toolstack;
  private final Network network;
  private final PifRef carrier;
  private final OtherRef ref;

  private VirtualFunctions(Toolstack toolstack, Network network, PifRef carrier, OtherRef ref) {
    this.toolstack = toolstack;
    this.network = network;
    this.carrier = carrier;
    this.ref = ref;
  }

  static VirtualFunctions make(Toolstack toolstack, HostRef host) {
    return on(toolstack, Bond.idle(toolstack, host).getFirst());
  }

  private static VirtualFunctions on(Toolstack toolstack, PifRef carrier) {
    return toolstack.bench().act("sriov.create", carrier.value(), Map.of(), () -> {
      var network = Network.make(toolstack, toolstack.bench().name("sriov"), 1500);
      try {
        return new VirtualFunctions(toolstack, network, carrier, toolstack.session().callFor(KIND, "network_sriov.create", carrier, network.ref()));
      } catch (XapiException e) {
        network.close();
        throw e;
      }
    });
  }

  /** Ask for them on the same interface once more, which the product must refuse. */
  public void makeAgain() {
    on(toolstack, carrier);
  }

  public Network network() {
    return network;
  }

  /** Return how many more guests can have one. */
  public long left() {
    return (long) toolstack.session().call("network_sriov.get_remaining_capacity", ref);
  }

  @Override
  public void close() {
    toolstack.bench().act("sriov.destroy", network.name(), () -> toolstack.run("network_sriov.destroy", ref));
    network.close();
  }
}
