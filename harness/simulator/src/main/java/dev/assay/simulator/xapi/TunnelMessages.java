package dev.assay.simulator.xapi;

import dev.assay.xapi.table.ApiType;

/** Tunnels between hosts, and networks on virtual functions of a NIC (SR-IOV). */
final class TunnelMessages {

  private TunnelMessages() {}

  static void register(Messages messages) {
    messages
        .quick("tunnel.create", TunnelMessages::create)
        .quick("tunnel.destroy", TunnelMessages::destroy)
        .quick("network_sriov.create", TunnelMessages::createVirtualFunctions)
        .quick("network_sriov.destroy", TunnelMessages::destroyVirtualFunctions)
        .quick("network_sriov.get_remaining_capacity", call -> remaining(call.object(0, "network_sriov")));
  }

  private static Object create(Call call) {
    var transport = call.object(0, "PIF");
    var network = call.object(1, "network");
    PifChecks.managedNetwork(network);
    PifChecks.unconnected(network, transport.text("host"));
    PifChecks.managed(transport);
    mayCarry(transport);
    if (call.database().all("host").stream().anyMatch(host -> !"openvswitch".equals(host.map("software_version").get("network_backend")))) {
      throw Refusal.of("OPENVSWITCH_NOT_ACTIVE");
    }
    mustHaveAddress(transport);
    var access = NetworkMessages.logical(call.database(), transport, network, "tunnel" + call.database().count("tunnel"));
    access.set("VLAN", -1L).set("MAC", VifMessages.randomMac(call.pool()));
    var tunnel = call.database().create("tunnel").set("status", Values.map("active", "true"));
    tunnel.set("protocol", call.given(2) ? call.text(2) : firstProtocol(tunnel));
    return tunnel.set("transport_PIF", transport.ref()).set("access_PIF", access.ref()).ref();
  }

  private static void mayCarry(Entity pif) {
    if (PifChecks.isBondSlave(pif)) {
      throw Refusal.of("CANNOT_ADD_TUNNEL_TO_BOND_SLAVE", pif.ref());
    }
    if (!pif.list("tunnel_access_PIF_of").isEmpty()) {
      throw Refusal.of("IS_TUNNEL_ACCESS_PIF", pif.ref());
    }
    if (!pif.list("sriov_logical_PIF_of").isEmpty()) {
      throw Refusal.of("CANNOT_ADD_TUNNEL_TO_SRIOV_LOGICAL", pif.ref());
    }
  }

  static void mustHaveAddress(Entity transport) {
    if (transport.text("ip_configuration_mode").equals("None")) {
      throw Refusal.of("TRANSPORT_PIF_NOT_CONFIGURED", transport.ref());
    }
  }

  private static Object firstProtocol(Entity tunnel) {
    var type = tunnel.schema().fieldAt(tunnel.schema().indexOf("protocol")).type();
    return ((ApiType.EnumType) type).values().getFirst();
  }

  private static Object destroy(Call call) {
    var tunnel = call.object(0, "tunnel");
    tunnel.target("access_PIF").ifPresent(access -> {
      PifMessages.unplug(call.pool(), access);
      call.database().delete(access);
    });
    call.database().delete(tunnel);
    return Handler.VOID;
  }

  private static Object createVirtualFunctions(Call call) {
    var physical = call.object(0, "PIF");
    var network = call.object(1, "network");
    PifChecks.managedNetwork(network);
    PifChecks.managed(physical);
    PifChecks.unconnected(network, physical.text("host"));
    if (!physical.flag("physical")) {
      throw Refusal.of("PIF_IS_NOT_PHYSICAL", physical.ref());
    }
    if (!physical.list("sriov_physical_PIF_of").isEmpty()) {
      throw Refusal.of("NETWORK_SRIOV_ALREADY_ENABLED", physical.ref());
    }
    if (!physical.list("capabilities").contains("sriov")) {
      throw Refusal.of("PIF_IS_NOT_SRIOV_CAPABLE", physical.ref());
    }
    var logical = NetworkMessages.logical(call.database(), physical, network, physical.text("device")).set("VLAN", -1L);
    var sriov = call.database().create("network_sriov").set("requires_reboot", false).set("configuration_mode", "sysfs");
    return sriov.set("physical_PIF", physical.ref()).set("logical_PIF", logical.ref()).ref();
  }

  private static Object destroyVirtualFunctions(Call call) {
    var sriov = call.object(0, "network_sriov");
    sriov.target("logical_PIF").ifPresent(logical -> {
      PifChecks.withoutVlans(logical);
      PifMessages.unplug(call.pool(), logical);
      call.database().delete(logical);
    });
    call.database().delete(sriov);
    return Handler.VOID;
  }

  private static long remaining(Entity sriov) {
    return sriov.target("logical_PIF").flatMap(pif -> pif.target("network"))
        .map(network -> Math.max(0, NetworkRecords.VIRTUAL_FUNCTIONS
            - network.targets("VIFs").stream().filter(vif -> vif.flag("currently_attached")).count()))
        .orElse(0L);
  }
}
