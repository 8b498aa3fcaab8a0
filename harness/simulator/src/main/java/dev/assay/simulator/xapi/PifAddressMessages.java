package dev.assay.simulator.xapi;

import java.util.List;

/** Addresses of hosts' interfaces, and which of them hosts are managed by. */
final class PifAddressMessages {

  private PifAddressMessages() {}

  static void register(Messages messages) {
    messages
        .quick("PIF.reconfigure_ip", PifAddressMessages::reconfigure)
        .quick("PIF.reconfigure_ipv6", PifAddressMessages::reconfigureIpv6)
        .quick("PIF.set_primary_address_type", PifAddressMessages::setPrimaryType)
        .quick("host.management_reconfigure", call -> {
          moveManagement(call.pool(), call.object(0, "PIF"));
          return Handler.VOID;
        })
        .quick("pool.management_reconfigure", PifAddressMessages::moveManagementEverywhere);
  }

  private static Object reconfigure(Call call) {
    var pif = call.object(0, "PIF");
    var mode = call.text(1);
    PifChecks.managed(pif);
    boolean onlyNames = mode.equals("Static") && pif.text("ip_configuration_mode").equals("Static") && pif.text("IP").equals(call.text(2))
        && pif.text("netmask").equals(call.text(3)) && pif.text("gateway").equals(call.text(4));
    if (!onlyNames) {
      PifChecks.unprotected(call.pool(), pif);
      ClusterMessages.mustNotCarryCluster(call.database(), pif);
    }
    checkAddresses(call, mode);
    checkNameServers(call.text(5));
    boolean management = pif.flag("management");
    if (management && mode.equals("None") && !pif.text("primary_address_type").equals("IPv6")) {
      throw Refusal.of("PIF_IS_MANAGEMENT_INTERFACE", pif.ref());
    }
    pif.set("ip_configuration_mode", mode);
    var values = List.of("IP", "netmask", "gateway");
    // The lab reaches a host on one address, whatever it is told.
    for (int i = 0; i < values.size() && !management; i++) {
      pif.set(values.get(i), call.text(i + 2));
    }
    setNameServers(pif, call.text(5));
    return Handler.VOID;
  }

  /** To say none keeps those that are there. */
  private static void setNameServers(Entity pif, String servers) {
    if (!servers.isEmpty()) {
      pif.set("DNS", servers);
    }
  }

  private static void checkAddresses(Call call, String mode) {
    var names = List.of("IP", "netmask", "gateway");
    for (int i = 0; i < names.size(); i++) {
      boolean needed = mode.equals("Static") && i < 2;
      if (needed || !call.text(i + 2).isEmpty()) {
        PifChecks.address(call.text(i + 2), names.get(i));
      }
    }
  }

  private static void checkNameServers(String servers) {
    for (var server : servers.split(",", -1)) {
      if (!servers.isEmpty() && !PifChecks.isAddress(server) && !PifChecks.isAddress6(server)) {
        throw Refusal.of("INVALID_IP_ADDRESS_SPECIFIED", "DNS");
      }
    }
  }

  private static Object reconfigureIpv6(Call call) {
    var pif = call.object(0, "PIF");
    var mode = call.text(1);
    PifChecks.managed(pif);
    PifChecks.unprotected(call.pool(), pif);
    if (!call.text(3).isEmpty() && !PifChecks.isAddress6(call.text(3))) {
      throw Refusal.of("INVALID_IP_ADDRESS_SPECIFIED", "gateway");
    }
    if (!call.text(2).isEmpty() && !call.text(2).matches("[0-9a-fA-F]*:[0-9a-fA-F:]*/\\d{1,3}")) {
      throw Refusal.of("INVALID_CIDR_ADDRESS_SPECIFIED", "IPv6");
    }
    checkNameServers(call.text(4));
    if (pif.flag("management") && mode.equals("None") && pif.text("primary_address_type").equals("IPv6")) {
      throw Refusal.of("PIF_IS_MANAGEMENT_INTERFACE", pif.ref());
    }
    pif.set("ipv6_configuration_mode", mode).set("IPv6", List.of(call.text(2))).set("ipv6_gateway", call.text(3));
    setNameServers(pif, call.text(4));
    return Handler.VOID;
  }

  private static Object setPrimaryType(Call call) {
    var pif = call.object(0, "PIF");
    PifChecks.unprotected(call.pool(), pif);
    PifChecks.notManagement(pif);
    pif.set("primary_address_type", call.text(1));
    return Handler.VOID;
  }

  private static void moveManagement(Pool pool, Entity pif) {
    mustHaveNoAvailability(pool);
    if (PifChecks.isBondSlave(pif)) {
      throw Refusal.of("CANNOT_PLUG_BOND_SLAVE", pif.ref());
    }
    if (pif.text("ip_configuration_mode").equals("None")) {
      throw Refusal.of("PIF_HAS_NO_NETWORK_CONFIGURATION", pif.ref());
    }
    var host = pif.target("host").orElseThrow();
    host.targets("PIFs").stream().filter(other -> other.flag("management")).forEach(former -> former.set("management", false));
    // The lab reaches a host on one address, whichever interface answers on it.
    pif.set("management", true).set("currently_attached", true).set("IP", host.text("address")).set("disallow_unplug", false);
  }

  private static void mustHaveNoAvailability(Pool pool) {
    if (pool.record().flag("ha_enabled")) {
      throw Refusal.of("HA_IS_ENABLED");
    }
  }

  private static Object moveManagementEverywhere(Call call) {
    var network = call.object(0, "network");
    mustHaveNoAvailability(call.pool());
    var pifs = call.database().all("host").stream()
        .map(host -> network.targets("PIFs").stream().filter(one -> one.text("host").equals(host.ref())).findFirst()
            .orElseThrow(() -> Refusal.of("PIF_NOT_PRESENT", host.ref(), network.ref())))
        .toList();
    pifs.forEach(pif -> moveManagement(call.pool(), pif));
    return Handler.VOID;
  }
}
