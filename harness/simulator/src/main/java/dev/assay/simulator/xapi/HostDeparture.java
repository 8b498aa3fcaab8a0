package dev.assay.simulator.xapi;

import java.util.ArrayList;
import java.util.List;

/** Takes a host's records out of a pool. */
final class HostDeparture {

  private HostDeparture() {}

  static void deleteRecords(Pool pool, Entity host) {
    var database = pool.database();
    for (var pbd : List.copyOf(host.targets("PBDs"))) {
      deletePbd(pool, pbd);
    }
    for (var pif : List.copyOf(host.targets("PIFs"))) {
      pif.target("metrics").ifPresent(database::delete);
      for (var field : List.of("VLAN_slave_of", "bond_master_of", "tunnel_access_PIF_of", "sriov_physical_PIF_of")) {
        pif.targets(field).forEach(database::delete);
      }
      database.delete(pif);
    }
    host.target("control_domain").ifPresent(vm -> {
      new ArrayList<>(vm.targets("consoles")).forEach(database::delete);
      vm.target("metrics").ifPresent(database::delete);
      database.delete(vm);
    });
    for (var field : List.of("PGPUs", "PCIs", "patches", "crashdumps", "certificates", "host_CPUs")) {
      new ArrayList<>(host.targets(field)).forEach(database::delete);
    }
    for (var type : List.of("PUSB", "Cluster_host")) {
      database.where(type, one -> one.text("host").equals(host.ref())).toList().forEach(database::delete);
    }
    host.target("metrics").ifPresent(database::delete);
    database.delete(host);
  }

  /** A repository that nobody else could reach goes with the host. */
  private static void deletePbd(Pool pool, Entity pbd) {
    var sr = pbd.target("SR");
    Storage.unplug(pool, pbd);
    pool.database().delete(pbd);
    sr.filter(owner -> !owner.flag("shared") && owner.list("PBDs").isEmpty()).ifPresent(owner -> {
      owner.targets("VDIs").forEach(pool.database()::delete);
      pool.database().delete(owner);
    });
  }
}
