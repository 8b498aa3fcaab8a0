package dev.assay.simulator.xapi;

import java.util.ArrayList;
import java.util.List;

/** VLANs: tagged traffic over an interface, as an interface of its own. */
final class Vlans {

  /** What the product gives all of them. */
  private static final String MAC = "fe:ff:ff:ff:ff:ff";

  private Vlans() {}

  static Entity create(ObjectDatabase database, Entity tagged, long tag, Entity network) {
    PifChecks.managedNetwork(network);
    PifChecks.unconnected(network, tagged.text("host"));
    PifChecks.managed(tagged);
    mayCarry(tagged);
    if (tag < 0 || tag > 4094) {
      throw Refusal.of("VLAN_TAG_INVALID", tag);
    }
    if (tagged.targets("VLAN_slave_of").stream().anyMatch(vlan -> vlan.whole("tag") == tag)) {
      throw Refusal.of("PIF_VLAN_EXISTS", tagged.text("device"));
    }
    var untagged = NetworkMessages.logical(database, tagged, network, tagged.text("device")).set("VLAN", tag);
    untagged.set("MAC", MAC).set("MTU", tagged.get("MTU"));
    var vlan = database.create("VLAN").set("tag", tag).set("untagged_PIF", untagged.ref()).set("tagged_PIF", tagged.ref());
    untagged.set("VLAN_master_of", vlan.ref());
    return vlan;
  }

  private static void mayCarry(Entity pif) {
    if (PifChecks.isBondSlave(pif)) {
      throw Refusal.of("CANNOT_ADD_VLAN_TO_BOND_SLAVE", pif.ref());
    }
    if (pif.whole("VLAN") >= 0) {
      throw Refusal.of("PIF_IS_VLAN", pif.ref());
    }
    if (!pif.list("tunnel_access_PIF_of").isEmpty()) {
      throw Refusal.of("IS_TUNNEL_ACCESS_PIF", pif.ref());
    }
  }

  /** Make the VLAN over each of these, or over none. */
  static List<Object> createAll(Pool pool, List<Entity> tagged, long tag, Entity network) {
    var made = new ArrayList<Entity>();
    try {
      tagged.forEach(pif -> made.add(create(pool.database(), pif, tag, network)));
    } catch (RuntimeException e) {
      made.forEach(vlan -> remove(pool.database(), vlan));
      throw e;
    }
    return made.stream().map(vlan -> vlan.get("untagged_PIF")).toList();
  }

  /** Find the interface of a host that has this device and no tag. */
  static Entity untaggedOf(Entity host, String device) {
    return host.targets("PIFs").stream()
        .filter(one -> one.text("device").equals(device) && one.whole("VLAN") == -1)
        .findFirst()
        .orElseThrow(() -> Refusal.invalidValue("device", device));
  }

  static void destroy(Pool pool, Entity vlan) {
    vlan.target("untagged_PIF").ifPresent(untagged -> {
      PifChecks.notBonded(untagged);
      PifMessages.unplug(pool, untagged);
    });
    remove(pool.database(), vlan);
  }

  private static void remove(ObjectDatabase database, Entity vlan) {
    vlan.target("untagged_PIF").ifPresent(database::delete);
    database.delete(vlan);
  }
}
