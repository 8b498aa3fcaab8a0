package dev.assay.simulator.xapi;

import dev.assay.core.defect.Defect;
import dev.assay.simulator.performance.Operation;
import java.util.List;

/** Networks, and the VLANs that connect hosts to them. */
final class NetworkMessages {

  /** Names of bridges that the product keeps for itself begin with one of these. */
  private static final List<String> OWN_BRIDGES = List.of("xen", "xapi", "vif", "tap", "eth");

  private static final int LONGEST_BRIDGE = 15;

  private NetworkMessages() {}

  static void register(Messages messages) {
    messages
        .quick("network.create", NetworkMessages::create)
        .quick("network.destroy", NetworkMessages::destroy)
        .quick("network.set_default_locking_mode", NetworkMessages::setLockingMode)
        .quick("network.add_purpose", NetworkMessages::addPurpose)
        .work("VLAN.create", call -> {
          var vlan = Vlans.create(call.database(), call.object(0, "PIF"), call.whole(1), call.object(2, "network"));
          call.perform(configured(vlan));
          return vlan.ref();
        })
        .work("VLAN.destroy", call -> {
          var vlan = call.object(0, "VLAN");
          call.perform(configured(vlan));
          if (call.has(Defect.VLAN_LEAK)) {
            call.database().delete(vlan);
          } else {
            Vlans.destroy(call.pool(), vlan);
          }
          return Handler.VOID;
        })
        .quick("pool.create_VLAN_from_PIF", NetworkMessages::vlanOnNetwork)
        .quick("PIF.create_VLAN", call -> vlanOfDevice(call, List.of(call.object(2, "host")), 3).getFirst())
        .quick("pool.create_VLAN", call -> vlanOfDevice(call, call.database().all("host"), 2));
  }

  /** Its host sets it up, or takes it down, among the interfaces that it has. */
  private static Operation configured(Entity vlan) {
    return new Operation.ConfigureInterface(vlan.target("tagged_PIF").flatMap(pif -> pif.target("host")).map(host -> host.list("PIFs").size()).orElse(0));
  }

  private static Object create(Call call) {
    var given = call.map(0);
    var bridge = given.get("bridge") instanceof String name ? name : "";
    if (bridge.length() > LONGEST_BRIDGE || OWN_BRIDGES.stream().anyMatch(bridge::startsWith)) {
      throw Refusal.invalidValue("bridge", bridge);
    }
    if (!bridge.isEmpty() && hasBridge(call.database(), bridge)) {
      throw Refusal.of("BRIDGE_NAME_EXISTS", bridge);
    }
    var network = Creation.from(call.database(), "network", given);
    if (bridge.isEmpty()) {
      network.set("bridge", freeBridge(call.database()));
    }
    if (network.whole("MTU") <= 0) {
      network.set("MTU", 1500L);
    }
    return network.ref();
  }

  private static boolean hasBridge(ObjectDatabase database, String bridge) {
    return database.where("network", other -> other.text("bridge").equals(bridge)).findAny().isPresent();
  }

  /** Return the first name for a bridge that no network of the pool has. */
  static String freeBridge(ObjectDatabase database) {
    int number = 0;
    while (hasBridge(database, "xapi" + number)) {
      number++;
    }
    return "xapi" + number;
  }

  private static Object destroy(Call call) {
    var network = call.object(0, "network");
    var inUse = network.targets("VIFs").stream().filter(vif -> vif.flag("currently_attached") || vif.reserved).map(Entity::ref).toArray();
    if (inUse.length > 0) {
      throw Refusal.of("NETWORK_CONTAINS_VIF", inUse);
    }
    if (!network.list("PIFs").isEmpty()) {
      throw Refusal.of("NETWORK_CONTAINS_PIF", network.list("PIFs").toArray());
    }
    if (Values.text(network.map("other_config"), "is_host_internal_management_network").equals("true")) {
      throw Refusal.of("CANNOT_DESTROY_SYSTEM_NETWORK", network.ref());
    }
    network.targets("VIFs").forEach(call.database()::delete);
    call.database().delete(network);
    return Handler.VOID;
  }

  private static Object setLockingMode(Call call) {
    var network = call.object(0, "network");
    network.targets("VIFs").stream().filter(vif -> vif.flag("currently_attached")).findFirst().ifPresent(vif -> {
      throw Refusal.of("VIF_IN_USE", network.ref(), vif.ref());
    });
    network.set("default_locking_mode", call.text(1));
    return Handler.VOID;
  }

  /** A pool exports disks over networks with encryption or without it, not both. */
  private static Object addPurpose(Call call) {
    var network = call.object(0, "network");
    var conflicting = call.text(1).equals("nbd") ? "insecure_nbd" : "nbd";
    if (call.database().where("network", other -> other.list("purpose").contains(conflicting)).findAny().isPresent()) {
      throw Refusal.of("NETWORK_INCOMPATIBLE_PURPOSES", call.text(1), conflicting);
    }
    network.addTo("purpose", call.text(1));
    return Handler.VOID;
  }

  /** Make an interface that lies over another one. */
  static Entity logical(ObjectDatabase database, Entity under, Entity network, String device) {
    var pif = database.create("PIF").set("device", device).set("MAC", under.get("MAC")).set("MTU", network.whole("MTU"));
    pif.set("physical", false).set("managed", true).set("currently_attached", true).set("metrics", under.get("metrics"));
    return pif.set("network", network.ref()).set("host", under.get("host"));
  }

  /** Make the VLAN over the interfaces of this device. */
  private static List<Object> vlanOfDevice(Call call, List<Entity> hosts, int tagAt) {
    var network = call.object(1, "network");
    return Vlans.createAll(call.pool(), hosts.stream().map(host -> Vlans.untaggedOf(host, call.text(0))).toList(), call.whole(tagAt), network);
  }

  /** Make the VLAN over the interfaces that are on the same network as the given one, of the hosts that are there. */
  private static Object vlanOnNetwork(Call call) {
    var pif = call.object(0, "PIF");
    var network = call.object(1, "network");
    var over = pif.target("network").map(under -> under.targets("PIFs")).orElse(List.of()).stream()
        .filter(other -> other.target("host").filter(host -> Placement.offline(call.pool(), host).isEmpty()).isPresent())
        .toList();
    return Vlans.createAll(call.pool(), over, call.whole(2), network);
  }
}
