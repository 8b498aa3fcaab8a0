package dev.assay.testkit;

import dev.assay.xapi.XapiException;
import dev.assay.xapi.model.NetworkFields;
import dev.assay.xapi.model.PifRef;
import dev.assay.xapi.model.VlanRef;
import java.util.Map;

/** A network with a tag of its own on an interface that carries others too. Closing it removes it. */
public final class Vlan implements AutoCloseable {

  private final Toolstack toolstack;
  private final Network network;
  private final VlanRef ref;

  private Vlan(Toolstack toolstack, Network network, VlanRef ref) {
    this.toolstack = toolstack;
    this.network = network;
    this.ref = ref;
  }

  static Vlan make(Toolstack toolstack, PifRef carrier, int tag) {
    return make(toolstack, carrier, tag, 1500);
  }

  static Vlan make(Toolstack toolstack, PifRef carrier, int tag, int frames) {
    return toolstack.bench().act("vlan.create", Integer.toString(tag), Map.of(), () -> {
      var network = Network.make(toolstack, "vlan-" + tag, frames);
      try {
        return new Vlan(toolstack, network, toolstack.session().runFor(VlanRef.KIND, toolstack.limit(), "VLAN.create", carrier, (long) tag, network.ref()));
      } catch (XapiException e) {
        network.close();
        throw e;
      }
    });
  }

  public Network network() {
    return network;
  }

  /** Ask for a bond of the tagged interface, which the product must refuse. */
  public void bond() {
    Bond.makeOf(toolstack, toolstack.session().get(NetworkFields.PIFS, network.ref()).getFirst());
  }

  @Override
  public void close() {
    toolstack.bench().act("vlan.destroy", network.name(), () -> toolstack.run("VLAN.destroy", ref));
    network.close();
  }
}
