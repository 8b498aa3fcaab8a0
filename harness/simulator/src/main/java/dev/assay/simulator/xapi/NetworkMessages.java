package dev.assay.simulator.xapi;

import dev.assay.core.defect.Defect;
import java.util.List;

/** Networks, physical interfaces and VLANs. */
final class NetworkMessages {

  private NetworkMessages() {}

  static void register(Messages messages) {
    messages
        .quick("network.create", NetworkMessages::create)
        .quick("network.destroy", NetworkMessages::destroy)
        .quick("VLAN.create", call -> vlan(call.database(), call.object(0, "PIF"), call.whole(1), call.object(2, "network")).ref())
        .quick("VLAN.destroy", call -> {
          var vlan = call.object(0, "VLAN");
          if (call.has(Defect.VLAN_LEAK)) {
            call.database().delete(vlan);
          } else {
            destroyVlan(call.database(), vlan);
          }
          return Handler.VOID;
        })
        .quick("pool.create_VLAN_from_PIF", NetworkMessages::poolVlan)
        .quick("PIF.create_VLAN", call -> vlanOfDevice(call, call.object(2, "host"), call.text(0), call.object(1, "network"), call.whole(3)))
        .quick("pool.create_VLAN", call -> call.database().all("host").stream()
            .map(host -> vlanOfDevice(call, host, call.text(0), call.object(1, "network"), call.whole(2)))
            .toList());
  }

  private static Object create(Call call) {
    var network = Creation.from(call.database(), "network", call.map(0));
    if (network.text("bridge").isEmpty()) {
      network.set("bridge", "xapi" + call.database().where("network", other -> other.text("bridge").startsWith("xapi")).count());
    }
    return network.set("managed", true).ref();
  }

  private static Object destroy(Call call) {
    var network = call.object(0, "network");
    var inUse = network.targets("VIFs").stream().filter(vif -> vif.flag("currently_attached")).findFirst();
    if (inUse.isPresent()) {
      throw Refusal.of("NETWORK_CONTAINS_VIF", inUse.get().ref());
    }
    if (!network.list("PIFs").isEmpty()) {
      throw Refusal.of("NETWORK_CONTAINS_PIF", network.list("PIFs").getFirst());
    }
    network.targets("VIFs").forEach(call.database()::delete);
    call.database().delete(network);
    return Handler.VOID;
  }

  private static Entity vlan(ObjectDatabase database, Entity tagged, long tag, Entity network) {
    if (tag < 0 || tag > 4094) {
      throw Refusal.of("VLAN_TAG_INVALID", tag);
    }
    if (tagged.whole("VLAN") >= 0) {
      throw Refusal.of("PIF_IS_VLAN", tagged.ref());
    }
    if (tagged.targets("VLAN_slave_of").stream().anyMatch(vlan -> vlan.whole("tag") == tag)) {
      throw Refusal.of("PIF_VLAN_EXISTS", tagged.text("device"), tag);
    }
    tagged.target("bond_slave_of").ifPresent(_ -> {
      throw Refusal.of("CANNOT_ADD_VLAN_TO_BOND_SLAVE", tagged.ref());
    });
    mustBeUnconnected(network, tagged.text("host"));
    var untagged = logical(database, tagged, network, tagged.text("device")).set("VLAN", tag);
    var vlan = database.create("VLAN").set("tag", tag).set("untagged_PIF", untagged.ref()).set("tagged_PIF", tagged.ref());
    untagged.set("VLAN_master_of", vlan.ref());
    return vlan;
  }

  /** A network has one interface of each host at most. */
  static void mustBeUnconnected(Entity network, String host) {
    network.targets("PIFs").stream().filter(pif -> pif.text("host").equals(host)).findFirst().ifPresent(pif -> {
      throw Refusal.of("NETWORK_ALREADY_CONNECTED", host, pif.ref());
    });
  }

  /** Make an interface that lies over another one. */
  static Entity logical(ObjectDatabase database, Entity under, Entity network, String device) {
    var pif = database.create("PIF").set("device", device).set("MAC", under.get("MAC")).set("MTU", network.whole("MTU"));
    pif.set("physical", false).set("managed", true).set("currently_attached", true).set("metrics", under.get("metrics"));
    return pif.set("network", network.ref()).set("host", under.get("host"));
  }

  private static Object vlanOfDevice(Call call, Entity host, String device, Entity network, long tag) {
    var pif = host.targets("PIFs").stream()
        .filter(one -> one.text("device").equals(device) && one.whole("VLAN") < 0)
        .findFirst()
        .orElseThrow(() -> Refusal.of("DEVICE_NOT_ATTACHED", device));
    return vlan(call.database(), pif, tag, network).text("untagged_PIF");
  }

  static void destroyVlan(ObjectDatabase database, Entity vlan) {
    vlan.target("untagged_PIF").ifPresent(database::delete);
    database.delete(vlan);
  }

  /** Make the VLAN on every host, on the interface of the same name. */
  private static Object poolVlan(Call call) {
    var pif = call.object(0, "PIF");
    var network = call.object(1, "network");
    return call.database()
        .where("PIF", other -> other.flag("physical") && other.text("device").equals(pif.text("device")))
        .map(other -> vlan(call.database(), other, call.whole(2), network).get("untagged_PIF"))
        .toList();
  }
}
