package dev.assay.simulator.xapi;

import java.util.List;
import java.util.Optional;

/** Bonds: several interfaces of a host that act as one. */
final class BondMessages {

  private static final List<String> ADDRESS = List.of("ip_configuration_mode", "IP", "netmask", "gateway", "DNS");

  private BondMessages() {}

  static void register(Messages messages) {
    messages
        .work("Bond.create", BondMessages::create)
        .work("Bond.destroy", BondMessages::destroy)
        .work("Bond.set_mode", BondMessages::setMode)
        .quick("Bond.set_property", call -> {
          var bond = call.object(0, "Bond");
          BondProperties.check(bond.text("mode"), call.text(1), call.text(2));
          bond.putInto("properties", call.text(1), call.text(2));
          return Handler.VOID;
        });
  }

  private static Object create(Call call) {
    var network = call.object(0, "network");
    var members = call.list(1).stream().distinct().map(ref -> call.database().get("PIF", (String) ref)).toList();
    var mode = call.given(3) ? call.text(3) : "balance-slb";
    check(call, network, members, mode);
    var primary = members.stream().filter(pif -> pif.flag("management")).findFirst().orElse(members.getFirst());
    var master = master(call, network, primary);
    var bond = call.database().create("Bond").set("mode", mode).set("primary_slave", primary.ref()).set("properties", BondProperties.complete(mode, call.mapOrEmpty(4)));
    bond.set("links_up", (long) members.size()).set("master", master.ref()).set("auto_update_mac", call.text(2).isEmpty());
    members.forEach(member -> moveOnto(member, master, bond));
    takeOver(primary, master);
    return bond.ref();
  }

  /** A bond may have a single member: others can join it later. */
  private static void check(Call call, Entity network, List<Entity> members, String mode) {
    PifChecks.managedNetwork(network);
    if (members.isEmpty()) {
      throw Refusal.of("PIF_BOND_NEEDS_MORE_MEMBERS");
    }
    var host = members.getFirst().text("host");
    PifChecks.unconnected(network, host);
    if (!call.text(2).isEmpty()) {
      PifChecks.hardwareAddress(call.text(2));
    }
    call.mapOrEmpty(4).forEach((key, value) -> BondProperties.check(mode, key, (String) value));
    members.forEach(member -> checkMember(call.pool(), member));
    if (members.stream().anyMatch(member -> !member.text("host").equals(host))) {
      throw Refusal.of("PIF_CANNOT_BOND_CROSS_HOST");
    }
    if (members.stream().map(member -> member.map("properties")).distinct().count() > 1) {
      throw Refusal.of("INCOMPATIBLE_PIF_PROPERTIES");
    }
    if (members.stream().filter(member -> !member.text("ip_configuration_mode").equals("None")).count() > 1) {
      throw Refusal.of("PIF_BOND_MORE_THAN_ONE_IP");
    }
  }

  private static void checkMember(Pool pool, Entity member) {
    PifChecks.managed(member);
    if (PifChecks.isBondSlave(member)) {
      throw Refusal.of("PIF_ALREADY_BONDED", member.ref());
    }
    if (member.whole("VLAN") >= 0) {
      throw Refusal.of("PIF_VLAN_EXISTS", member.text("device"));
    }
    if (!member.list("tunnel_access_PIF_of").isEmpty()) {
      throw Refusal.of("IS_TUNNEL_ACCESS_PIF", member.ref());
    }
    if (!member.list("sriov_logical_PIF_of").isEmpty()) {
      throw Refusal.of("PIF_IS_SRIOV_LOGICAL", member.ref());
    }
    if (pool.record().flag("ha_enabled") && member.flag("management")) {
      throw Refusal.of("HA_CANNOT_CHANGE_BOND_STATUS_OF_MGMT_IFACE");
    }
  }

  private static Entity master(Call call, Entity network, Entity primary) {
    var devices = primary.target("host").orElseThrow().targets("PIFs").stream().map(pif -> pif.text("device")).toList();
    int number = 0;
    while (devices.contains("bond" + number)) {
      number++;
    }
    var master = call.database().create("PIF").set("device", "bond" + number).set("VLAN", -1L).set("MTU", network.whole("MTU"));
    master.set("MAC", call.text(2).isEmpty() ? primary.text("MAC") : call.text(2)).set("managed", true).set("physical", false);
    master.set("metrics", call.database().create("PIF_metrics").set("carrier", true).set("speed", 20_000L).set("duplex", true).ref());
    return master.set("network", network.ref()).set("host", primary.get("host")).set("currently_attached", true);
  }

  /** VLANs and guests of a member go on over the bond; the member itself is only a wire now. */
  private static void moveOnto(Entity member, Entity master, Entity bond) {
    member.targets("VLAN_slave_of").forEach(vlan -> vlan.set("tagged_PIF", master.ref()));
    member.targets("tunnel_transport_PIF_of").forEach(tunnel -> tunnel.set("transport_PIF", master.ref()));
    member.target("network").ifPresent(network -> network.targets("VIFs").stream()
        .filter(vif -> vif.target("VM").map(vm -> vm.text("resident_on").equals(master.text("host"))).orElse(false))
        .forEach(vif -> vif.set("network", master.get("network"))));
    member.set("bond_slave_of", bond.ref()).set("currently_attached", false);
  }

  private static void takeOver(Entity from, Entity to) {
    ADDRESS.forEach(field -> to.set(field, from.get(field)));
    to.set("management", from.flag("management")).set("disallow_unplug", from.flag("disallow_unplug"));
    from.set("management", false).set("disallow_unplug", false).set("ip_configuration_mode", "None");
    ADDRESS.stream().skip(1).forEach(field -> from.set(field, ""));
  }

  private static Object destroy(Call call) {
    var bond = call.object(0, "Bond");
    var master = bond.target("master").orElseThrow();
    if (call.pool().record().flag("ha_enabled") && master.flag("management")) {
      throw Refusal.of("HA_CANNOT_CHANGE_BOND_STATUS_OF_MGMT_IFACE");
    }
    var slaves = bond.targets("slaves");
    Optional<Entity> primary = bond.target("primary_slave").or(() -> slaves.stream().findFirst());
    slaves.forEach(slave -> slave.set("bond_slave_of", Refs.NULL).set("currently_attached", true));
    primary.ifPresent(slave -> {
      takeOver(master, slave);
      master.targets("VLAN_slave_of").forEach(vlan -> vlan.set("tagged_PIF", slave.ref()));
      master.targets("tunnel_transport_PIF_of").forEach(tunnel -> tunnel.set("transport_PIF", slave.ref()));
      master.target("network").ifPresent(network -> network.targets("VIFs").stream()
          .filter(vif -> vif.target("VM").map(vm -> vm.text("resident_on").equals(slave.text("host"))).orElse(false))
          .forEach(vif -> vif.set("network", slave.get("network"))));
    });
    call.database().delete(bond);
    master.target("metrics").ifPresent(call.database()::delete);
    call.database().delete(master);
    return Handler.VOID;
  }

  private static Object setMode(Call call) {
    var bond = call.object(0, "Bond").set("mode", call.text(1));
    bond.set("properties", BondProperties.complete(call.text(1), bond.map("properties")));
    return Handler.VOID;
  }
}
