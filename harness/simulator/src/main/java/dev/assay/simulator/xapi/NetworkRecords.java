package dev.assay.simulator.xapi;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Makes a host's networks and interfaces: one network for each NIC, shared by name of device over the pool. */
final class NetworkRecords {

  /** How many virtual functions each NIC has. */
  static final long VIRTUAL_FUNCTIONS = 63;

  /** The bridge of the network between a host and its guests. */
  static final String INTERNAL = "xenapi";

  private NetworkRecords() {}

  /** Number the NICs that a host has. */
  static IntStream indexes(HostToolstack toolstack) {
    return FirstBoot.indexes(Math.max(1, toolstack.system().host().nics()));
  }

  /** Tell which of a host's NICs has this MAC address. */
  static Optional<Integer> indexOf(HostToolstack toolstack, String mac) {
    return indexes(toolstack).boxed().filter(index -> macOf(toolstack, index).equals(mac)).findFirst();
  }

  /** Return the MAC address of the NIC with this name, or nothing at all. */
  static String macOf(HostToolstack toolstack, String device) {
    return indexes(toolstack).boxed().filter(index -> device.equals("eth" + index)).findFirst().map(index -> macOf(toolstack, index)).orElse("");
  }

  private static String macOf(HostToolstack toolstack, int index) {
    var mac = toolstack.system().host().mac();
    return FirstBoot.nicMac(mac, index).orElse(mac);
  }

  static void create(HostToolstack toolstack, ObjectDatabase database, Entity host) {
    indexes(toolstack).forEach(index -> createInterface(toolstack, database, host, index));
    if (database.where("network", network -> network.text("bridge").equals(INTERNAL)).findAny().isEmpty()) {
      createInternal(database);
    }
  }

  static Entity createInterface(HostToolstack toolstack, ObjectDatabase database, Entity host, int index) {
    var spec = toolstack.system().host();
    var network = networkOf(database, index);
    var pif = database.create("PIF").set("device", "eth" + index).set("physical", true).set("MTU", 1500L).set("VLAN", -1L);
    pif.set("MAC", macOf(toolstack, index)).set("currently_attached", true).set("managed", true);
    var metrics = database.create("PIF_metrics").set("carrier", true).set("speed", 10_000L).set("duplex", true);
    metrics.set("device_name", "Simulated 10G").set("vendor_name", "Assay");
    pif.set("metrics", metrics.ref()).set("network", network.ref()).set("host", host.ref());
    if (index == 0) {
      pif.set("management", true).set("ip_configuration_mode", "DHCP").set("IP", spec.address()).set("netmask", "255.255.255.0");
    }
    // Which NICs a machine has is not known in detail; all but the first do SR-IOV.
    return pif.set("capabilities", index == 0 ? List.of() : List.of("sriov"));
  }

  private static Entity networkOf(ObjectDatabase database, int index) {
    var bridge = "xenbr" + index;
    Optional<Entity> known = database.where("network", network -> network.text("bridge").equals(bridge)).findFirst();
    return known.orElseGet(() -> database.create("network")
        .set("name_label", "Pool-wide network associated with eth" + index).set("bridge", bridge).set("managed", true));
  }

  private static void createInternal(ObjectDatabase database) {
    var network = database.create("network").set("name_label", "Host internal management network").set("bridge", INTERNAL);
    network.set("name_description", "Network on which guests will be assigned a private link-local IP address which can be used to talk XenAPI");
    network.set("other_config", Values.map(
        "is_guest_installer_network", "true", "is_host_internal_management_network", "true",
        "ip_begin", "169.254.0.1", "ip_end", "169.254.255.254", "netmask", "255.255.0.0"));
  }
}
