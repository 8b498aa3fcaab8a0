package dev.assay.simulator.xapi;

/** What keeps an interface of a host from being changed; each check refuses as the product does. */
final class PifChecks {

  private PifChecks() {}

  static void managed(Entity pif) {
    if (!pif.flag("managed")) {
      throw Refusal.of("PIF_UNMANAGED", pif.ref());
    }
  }

  static void managedNetwork(Entity network) {
    if (!network.flag("managed")) {
      throw Refusal.of("NETWORK_UNMANAGED", network.ref());
    }
  }

  static void notManagement(Entity pif) {
    if (pif.flag("management")) {
      throw Refusal.of("PIF_IS_MANAGEMENT_INTERFACE", pif.ref());
    }
  }

  static void notBonded(Entity pif) {
    if (isBondSlave(pif) || !pif.list("bond_master_of").isEmpty()) {
      throw Refusal.of("PIF_ALREADY_BONDED", pif.ref());
    }
  }

  static boolean isBondSlave(Entity pif) {
    return pif.target("bond_slave_of").isPresent();
  }

  static void withoutVlans(Entity pif) {
    if (!pif.list("VLAN_slave_of").isEmpty() || pif.whole("VLAN") != -1) {
      throw Refusal.of("PIF_VLAN_STILL_EXISTS", pif.ref());
    }
  }

  static void withoutTunnels(Entity pif) {
    if (!pif.list("tunnel_transport_PIF_of").isEmpty() || !pif.list("tunnel_access_PIF_of").isEmpty()) {
      throw Refusal.of("PIF_TUNNEL_STILL_EXISTS", pif.ref());
    }
  }

  static void withoutVirtualFunctions(Entity pif) {
    if (!pif.list("sriov_logical_PIF_of").isEmpty()) {
      throw Refusal.of("CANNOT_FORGET_SRIOV_LOGICAL", pif.ref());
    }
    if (!pif.list("sriov_physical_PIF_of").isEmpty()) {
      throw Refusal.of("PIF_SRIOV_STILL_EXISTS", pif.ref());
    }
  }

  /** While hosts watch one another over their interfaces, those that are up stay as they are. */
  static void unprotected(Pool pool, Entity pif) {
    if (!pif.flag("currently_attached")) {
      return;
    }
    if (pool.record().flag("ha_enabled")) {
      throw Refusal.of("HA_IS_ENABLED");
    }
    if (pool.record().flag("redo_log_enabled")) {
      throw Refusal.of("REDO_LOG_IS_ENABLED");
    }
  }

  /** An interface that carries a running guest's traffic stays up. */
  static void carriesNobody(Entity pif) {
    pif.target("network").ifPresent(network -> network.targets("VIFs").stream()
        .filter(vif -> vif.flag("currently_attached") && runsOn(vif, pif.text("host")))
        .findFirst()
        .ifPresent(vif -> {
          throw Refusal.of("VIF_IN_USE", network.ref(), vif.ref());
        }));
  }

  private static boolean runsOn(Entity vif, String host) {
    return vif.target("VM").filter(vm -> vm.text("resident_on").equals(host) && vm.text("power_state").equals("Running")).isPresent();
  }

  static void mayBeUnplugged(Pool pool, Entity pif) {
    managed(pif);
    unprotected(pool, pif);
    notManagement(pif);
    carriesNobody(pif);
    if (pif.flag("disallow_unplug")) {
      throw Refusal.of("PIF_DOES_NOT_ALLOW_UNPLUG", pif.ref());
    }
  }

  /** A network has one interface of each host at most. */
  static void unconnected(Entity network, String host) {
    network.targets("PIFs").stream().filter(pif -> pif.text("host").equals(host)).findFirst().ifPresent(pif -> {
      throw Refusal.of("NETWORK_ALREADY_CONNECTED", host, pif.ref());
    });
  }

  static void address(String value, String what) {
    if (!isAddress(value)) {
      throw Refusal.of("INVALID_IP_ADDRESS_SPECIFIED", what);
    }
  }

  static boolean isAddress(String value) {
    return value.matches("(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");
  }

  static boolean isAddress6(String value) {
    return value.matches("[0-9a-fA-F]*:[0-9a-fA-F:]+");
  }

  static void hardwareAddress(String mac) {
    if (!mac.matches("[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}")) {
      throw Refusal.of("MAC_INVALID", mac);
    }
  }
}
