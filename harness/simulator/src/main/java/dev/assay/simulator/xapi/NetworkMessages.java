package dev.assay.simulator.xapi;

import dev.assay.core.defect.Defect;
import java.util.List;
import java.util.Optional;

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
        .quick("PIF.plug", call -> attach(call, true))
        .quick("PIF.unplug", NetworkMessages::unplug)
        .quick("PIF.scan", call -> {
          call.object(0, "host");
          return Handler.VOID;
        })
        .quick("PIF.reconfigure_ip", NetworkMessages::reconfigure);
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
    if (network.targets("PIFs").stream().anyMatch(pif -> pif.text("host").equals(tagged.text("host")))) {
      throw Refusal.of("NETWORK_ALREADY_CONNECTED", tagged.text("host"), network.targets("PIFs").getFirst().ref());
    }
    var untagged = database.create("PIF").set("device", tagged.get("device")).set("MAC", tagged.get("MAC")).set("MTU", tagged.get("MTU"));
    untagged.set("VLAN", tag).set("physical", false).set("currently_attached", true).set("metrics", tagged.get("metrics"));
    untagged.set("network", network.ref()).set("host", tagged.get("host"));
    var vlan = database.create("VLAN").set("tag", tag).set("untagged_PIF", untagged.ref()).set("tagged_PIF", tagged.ref());
    untagged.set("VLAN_master_of", vlan.ref());
    return vlan;
  }

  private static void destroyVlan(ObjectDatabase database, Entity vlan) {
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

  private static Object attach(Call call, boolean attached) {
    call.object(0, "PIF").set("currently_attached", attached);
    return Handler.VOID;
  }

  private static Object unplug(Call call) {
    var pif = call.object(0, "PIF");
    if (pif.flag("management") || pif.flag("disallow_unplug")) {
      throw pif.flag("management") ? Refusal.of("PIF_IS_MANAGEMENT_INTERFACE", pif.ref()) : Refusal.of("PIF_DOES_NOT_ALLOW_UNPLUG", pif.ref());
    }
    return attach(call, false);
  }

  private static Object reconfigure(Call call) {
    var pif = call.object(0, "PIF").set("ip_configuration_mode", call.text(1));
    if (call.text(1).equals("Static") && Optional.of(call.text(2)).filter(String::isEmpty).isPresent()) {
      throw Refusal.of("INVALID_IP_ADDRESS_SPECIFIED", "IP");
    }
    var values = List.of("IP", "netmask", "gateway", "DNS");
    for (int i = 0; i < values.size() && !pif.flag("management"); i++) {
      pif.set(values.get(i), call.text(i + 2));
    }
    return Handler.VOID;
  }
}
