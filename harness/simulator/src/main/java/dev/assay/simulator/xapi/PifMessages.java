package dev.assay.simulator.xapi;

import java.util.List;

/** Interfaces of hosts: found, forgotten, plugged, given addresses. */
final class PifMessages {

  private PifMessages() {}

  static void register(Messages messages) {
    messages
        .quick("PIF.plug", PifMessages::plug)
        .quick("PIF.unplug", PifMessages::unplug)
        .quick("PIF.scan", call -> {
          call.object(0, "host");
          return Handler.VOID;
        })
        .quick("PIF.introduce", PifMessages::introduce)
        .quick("PIF.forget", PifMessages::forget)
        .quick("PIF.destroy", PifMessages::destroy)
        .quick("PIF.db_forget", call -> {
          call.database().delete(call.object(0, "PIF"));
          return Handler.VOID;
        })
        .quick("PIF.set_property", call -> {
          var pif = call.object(0, "PIF");
          if (!call.text(1).equals("gro") || !List.of("on", "off").contains(call.text(2))) {
            throw Refusal.invalidValue("properties", call.text(1) + " = " + call.text(2));
          }
          pif.putInto("properties", call.text(1), call.text(2));
          return Handler.VOID;
        })
        .quick("PIF.reconfigure_ip", PifMessages::reconfigure)
        .quick("PIF.reconfigure_ipv6", PifMessages::reconfigureIpv6)
        .quick("host.management_reconfigure", PifMessages::moveManagement)
        .quick("pool.management_reconfigure", PifMessages::moveManagementEverywhere);
  }

  private static Object plug(Call call) {
    var pif = call.object(0, "PIF");
    pif.target("bond_slave_of").ifPresent(_ -> {
      throw Refusal.of("CANNOT_PLUG_BOND_SLAVE", pif.ref());
    });
    pif.set("currently_attached", true);
    return Handler.VOID;
  }

  private static Object unplug(Call call) {
    var pif = call.object(0, "PIF");
    mayGo(pif);
    if (pif.flag("disallow_unplug")) {
      throw Refusal.of("PIF_DOES_NOT_ALLOW_UNPLUG", pif.ref());
    }
    pif.set("currently_attached", false);
    return Handler.VOID;
  }

  private static void mayGo(Entity pif) {
    if (pif.flag("management")) {
      throw Refusal.of("PIF_IS_MANAGEMENT_INTERFACE", pif.ref());
    }
  }

  /** Take a NIC into the database again; its network is the one that carries the name of its device. */
  private static Object introduce(Call call) {
    var host = call.object(0, "host");
    var mac = call.text(1).toLowerCase(java.util.Locale.ROOT);
    if (!mac.matches("[0-9a-f]{2}(:[0-9a-f]{2}){5}")) {
      throw Refusal.of("MAC_INVALID", call.text(1));
    }
    var known = host.targets("PIFs").stream().filter(pif -> pif.flag("physical")).toList();
    if (known.stream().anyMatch(pif -> pif.text("device").equals(call.text(2)))) {
      throw Refusal.of("DUPLICATE_PIF_DEVICE_NAME", call.text(2));
    }
    if (known.stream().anyMatch(pif -> pif.text("MAC").equals(mac))) {
      throw Refusal.of("MAC_STILL_EXISTS", mac);
    }
    var toolstack = call.pool().hostOf(host);
    int index = NetworkRecords.indexOf(toolstack, mac).orElseThrow(() -> Refusal.of(
        "COULD_NOT_FIND_NETWORK_INTERFACE_WITH_SPECIFIED_DEVICE_NAME_AND_MAC_ADDRESS", call.text(2), mac));
    return NetworkRecords.createInterface(toolstack, call.database(), host, index).ref();
  }

  private static Object forget(Call call) {
    var pif = call.object(0, "PIF");
    mayGo(pif);
    if (!pif.list("tunnel_transport_PIF_of").isEmpty()) {
      throw Refusal.of("PIF_TUNNEL_STILL_EXISTS", pif.ref());
    }
    if (!pif.list("VLAN_slave_of").isEmpty()) {
      throw Refusal.of("PIF_VLAN_STILL_EXISTS", pif.ref());
    }
    mustBeFree(pif);
    call.database().delete(pif);
    return Handler.VOID;
  }

  private static void mustBeFree(Entity pif) {
    pif.target("bond_slave_of").ifPresent(_ -> {
      throw Refusal.of("PIF_ALREADY_BONDED", pif.ref());
    });
    if (!pif.list("bond_master_of").isEmpty()) {
      throw Refusal.of("PIF_ALREADY_BONDED", pif.ref());
    }
  }

  private static Object destroy(Call call) {
    var pif = call.object(0, "PIF");
    var vlan = pif.target("VLAN_master_of").orElseThrow(() -> Refusal.of("PIF_IS_PHYSICAL", pif.ref()));
    NetworkMessages.destroyVlan(call.database(), vlan);
    return Handler.VOID;
  }

  private static Object reconfigure(Call call) {
    var pif = call.object(0, "PIF");
    if (call.text(1).equals("Static")) {
      mustBeAddress(call.text(2), "IP");
      mustBeAddress(call.text(3), "netmask");
    }
    pif.set("ip_configuration_mode", call.text(1));
    var values = List.of("IP", "netmask", "gateway", "DNS");
    for (int i = 0; i < values.size() && !pif.flag("management"); i++) {
      pif.set(values.get(i), call.text(1).equals("None") ? "" : call.text(i + 2));
    }
    return Handler.VOID;
  }

  private static void mustBeAddress(String value, String what) {
    if (!value.matches("(\\d{1,3}\\.){3}\\d{1,3}")) {
      throw Refusal.of("INVALID_IP_ADDRESS_SPECIFIED", what);
    }
  }

  private static Object reconfigureIpv6(Call call) {
    var pif = call.object(0, "PIF");
    boolean fixed = call.text(1).equals("Static");
    if (fixed && !call.text(2).matches("[0-9a-fA-F:]+/\\d{1,3}")) {
      throw Refusal.of("INVALID_CIDR_ADDRESS_SPECIFIED", "IPv6");
    }
    pif.set("ipv6_configuration_mode", call.text(1)).set("IPv6", fixed ? List.of(call.text(2)) : List.of());
    pif.set("ipv6_gateway", fixed ? call.text(3) : "").set("DNS", call.text(4));
    return Handler.VOID;
  }

  private static Object moveManagement(Call call) {
    moveManagement(call, call.object(0, "PIF"));
    return Handler.VOID;
  }

  private static void moveManagement(Call call, Entity pif) {
    if (call.pool().record().flag("ha_enabled")) {
      throw Refusal.of("HA_CANNOT_CHANGE_MANAGEMENT_INTERFACE");
    }
    pif.target("bond_slave_of").ifPresent(_ -> {
      throw Refusal.of("CANNOT_PLUG_BOND_SLAVE", pif.ref());
    });
    if (pif.text("ip_configuration_mode").equals("None")) {
      throw Refusal.of("PIF_HAS_NO_NETWORK_CONFIGURATION", pif.ref());
    }
    var host = pif.target("host").orElseThrow();
    host.targets("PIFs").stream().filter(other -> other.flag("management")).forEach(former -> former.set("management", false));
    // The lab reaches a host on one address, whichever interface answers on it.
    pif.set("management", true).set("currently_attached", true).set("IP", host.text("address")).set("disallow_unplug", false);
  }

  private static Object moveManagementEverywhere(Call call) {
    var network = call.object(0, "network");
    for (var host : call.database().all("host")) {
      var pif = network.targets("PIFs").stream().filter(one -> one.text("host").equals(host.ref())).findFirst()
          .orElseThrow(() -> Refusal.of("PIF_NOT_PRESENT", host.ref(), network.ref()));
      moveManagement(call, pif);
    }
    return Handler.VOID;
  }
}
