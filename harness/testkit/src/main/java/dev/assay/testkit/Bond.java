package dev.assay.testkit;

import dev.assay.xapi.model.BondRef;
import dev.assay.xapi.model.HostRef;
import dev.assay.xapi.model.NetworkFields;
import dev.assay.xapi.model.PifFields;
import dev.assay.xapi.model.PifRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Two network interfaces of a host that act as one, with the network that they carry. Closing it takes it apart. */
public final class Bond implements AutoCloseable {

  private final Toolstack toolstack;
  private final Network network;
  private final BondRef ref;

  private Bond(Toolstack toolstack, Network network, BondRef ref) {
    this.toolstack = toolstack;
    this.network = network;
    this.ref = ref;
  }

  /** Ask for one of a single interface, whatever it carries. */
  static void makeOf(Toolstack toolstack, PifRef member) {
    try (var network = Network.make(toolstack, toolstack.bench().name("bond"), 1500)) {
      toolstack.run("Bond.create", network.ref(), List.of(member), "", BondMode.values()[0].label(), new LinkedHashMap<String, Object>());
    }
  }

  /** Ask for another of the same interfaces, which the product must refuse. */
  public void bondAgain() {
    try (var other = Network.make(toolstack, toolstack.bench().name("bond"), 1500)) {
      var members = (List<?>) toolstack.session().call("Bond.get_slaves", ref);
      toolstack.run("Bond.create", other.ref(), members, "", mode(), new LinkedHashMap<String, Object>());
    }
  }

  /** Make one of the first two interfaces that carry nothing. */
  static Bond make(Toolstack toolstack, HostRef host, BondMode mode, Network network) {
    return toolstack.bench().act("bond.create", mode.label(), Map.of(), () -> {
      var members = idle(toolstack, host).subList(0, 2);
      var ref = toolstack.session().runFor(BondRef.KIND, toolstack.limit(), "Bond.create",
          network.ref(), members, "", mode.label(), new LinkedHashMap<String, Object>());
      return new Bond(toolstack, network, ref);
    });
  }

  /** List the physical interfaces of a host that neither management nor a bond uses. */
  static List<PifRef> idle(Toolstack toolstack, HostRef host) {
    return toolstack.session().all(PifRef.KIND).entrySet().stream()
        .filter(pif -> pif.getValue().get(PifFields.HOST).equals(host) && pif.getValue().get(PifFields.PHYSICAL))
        .filter(pif -> !pif.getValue().get(PifFields.MANAGEMENT) && pif.getValue().get(PifFields.BOND_SLAVE_OF).isNull())
        .map(Map.Entry::getKey)
        .toList();
  }

  public Network network() {
    return network;
  }

  /** Make a network with a VLAN's tag on it. */
  public Vlan vlan(int tag) {
    return Vlan.make(toolstack, toolstack.session().get(NetworkFields.PIFS, network.ref()).getFirst(), tag);
  }

  /** Return how the product says that it shares traffic. */
  public String mode() {
    return (String) toolstack.session().call("Bond.get_mode", ref);
  }

  @Override
  public void close() {
    toolstack.bench().act("bond.destroy", mode(), () -> toolstack.run("Bond.destroy", ref));
    network.close();
  }
}
