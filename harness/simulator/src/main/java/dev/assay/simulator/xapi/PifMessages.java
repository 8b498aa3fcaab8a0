package dev.assay.simulator.xapi;

import java.util.List;
import java.util.Locale;

/** Interfaces of hosts: found, forgotten, plugged. */
final class PifMessages {

  private PifMessages() {}

  static void register(Messages messages) {
    messages
        .quick("PIF.plug", PifMessages::plug)
        .quick("PIF.unplug", call -> {
          unplug(call.pool(), call.object(0, "PIF"));
          return Handler.VOID;
        })
        .quick("PIF.scan", PifMessages::scan)
        .quick("PIF.introduce", PifMessages::introduce)
        .quick("PIF.forget", PifMessages::forget)
        .quick("PIF.destroy", PifMessages::destroy)
        .quick("PIF.db_forget", call -> {
          call.database().delete(call.object(0, "PIF"));
          return Handler.VOID;
        })
        .quick("PIF.set_property", PifMessages::setProperty)
        .quick("PIF.set_disallow_unplug", call -> {
          var pif = call.object(0, "PIF");
          if (!call.flag(1)) {
            ClusterMessages.mustNotCarryCluster(call.database(), pif);
          }
          pif.set("disallow_unplug", call.flag(1));
          return Handler.VOID;
        });
  }

  private static Object plug(Call call) {
    var pif = call.object(0, "PIF");
    PifChecks.managed(pif);
    pif.targets("tunnel_access_PIF_of").stream().flatMap(tunnel -> tunnel.target("transport_PIF").stream()).forEach(transport -> {
      TunnelMessages.mustHaveAddress(transport);
      transport.set("currently_attached", true);
    });
    if (PifChecks.isBondSlave(pif)) {
      throw Refusal.of("CANNOT_PLUG_BOND_SLAVE", pif.ref());
    }
    pif.set("currently_attached", true);
    return Handler.VOID;
  }

  /** Take an interface down, and the tunnels that end at it. */
  static void unplug(Pool pool, Entity pif) {
    PifChecks.mayBeUnplugged(pool, pif);
    pif.targets("tunnel_transport_PIF_of").stream().flatMap(tunnel -> tunnel.target("access_PIF").stream()).forEach(access -> unplug(pool, access));
    if (!PifChecks.isBondSlave(pif)) {
      pif.set("currently_attached", false);
    }
  }

  /** Take in the NICs that have no record yet. */
  private static Object scan(Call call) {
    var toolstack = HostMessages.toolstack(call);
    var host = toolstack.record();
    NetworkRecords.indexes(toolstack)
        .filter(index -> !knowsDevice(host, "eth" + index))
        .forEach(index -> NetworkRecords.createInterface(toolstack, call.database(), host, index).set("currently_attached", false));
    return Handler.VOID;
  }

  private static boolean knowsDevice(Entity host, String device) {
    return host.targets("PIFs").stream().anyMatch(pif -> pif.flag("physical") && pif.text("device").equals(device));
  }

  /** Take a NIC into the database again; its network is the one that carries the name of its device. */
  private static Object introduce(Call call) {
    var toolstack = HostMessages.toolstack(call);
    var host = toolstack.record();
    var device = call.text(2);
    var mac = call.text(1).isEmpty() ? NetworkRecords.macOf(toolstack, device) : call.text(1).toLowerCase(Locale.ROOT);
    PifChecks.hardwareAddress(mac);
    if (knowsDevice(host, device)) {
      throw Refusal.of("DUPLICATE_PIF_DEVICE_NAME", device);
    }
    int index = NetworkRecords.indexOf(toolstack, mac)
        .filter(found -> device.equals("eth" + found))
        .orElseThrow(() -> Refusal.of("COULD_NOT_FIND_NETWORK_INTERFACE_WITH_SPECIFIED_DEVICE_NAME_AND_MAC_ADDRESS", device, mac));
    return NetworkRecords.createInterface(toolstack, call.database(), host, index).set("currently_attached", false).set("managed", !call.given(3) || call.flag(3)).ref();
  }

  private static Object forget(Call call) {
    var pif = call.object(0, "PIF");
    PifChecks.notBonded(pif);
    PifChecks.withoutVlans(pif);
    PifChecks.withoutTunnels(pif);
    PifChecks.notManagement(pif);
    PifChecks.unprotected(call.pool(), pif);
    PifChecks.withoutVirtualFunctions(pif);
    ClusterMessages.mustNotCarryCluster(call.database(), pif);
    pif.target("metrics").ifPresent(call.database()::delete);
    call.database().delete(pif);
    return Handler.VOID;
  }

  private static Object destroy(Call call) {
    var pif = call.object(0, "PIF");
    if (pif.whole("VLAN") < 0) {
      throw Refusal.of("PIF_IS_PHYSICAL");
    }
    Vlans.destroy(call.pool(), pif.target("VLAN_master_of").orElseThrow(() -> Refusal.handleInvalid("VLAN", pif.text("VLAN_master_of"))));
    return Handler.VOID;
  }

  /** Set what of an interface is the driver's; a bond's members have the same. */
  private static Object setProperty(Call call) {
    var pif = call.object(0, "PIF");
    if (!call.text(1).equals("gro") || !List.of("on", "off").contains(call.text(2))) {
      throw Refusal.invalidValue("properties", call.text(1) + " = " + call.text(2));
    }
    boolean has = pif.flag("physical") || !pif.list("bond_master_of").isEmpty();
    if (!has || PifChecks.isBondSlave(pif)) {
      throw Refusal.of("CANNOT_CHANGE_PIF_PROPERTIES", pif.ref());
    }
    pif.putInto("properties", call.text(1), call.text(2));
    pif.targets("bond_master_of").stream().flatMap(bond -> bond.targets("slaves").stream()).forEach(slave -> slave.set("properties", pif.get("properties")));
    return Handler.VOID;
  }
}
