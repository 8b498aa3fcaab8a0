package dev.assay.suites.stress;

import dev.assay.testkit.Quantity;
import java.util.List;

/** How large a large-scale run is: the published sizes are 16 hosts of 50 guests. Where a lab has no room for such a pool, it is as large as there is room for. */
final class ScaleSizes {

  static final String HOSTS_NAME = "scale.hosts";
  static final String POOLS_NAME = "scale.pools";

  static final Quantity HOSTS = new Quantity(HOSTS_NAME, 16, 3).atLeast(2);
  static final Quantity GUESTS_PER_HOST = new Quantity("scale.guests-per-host", 50, 2);
  static final Quantity THREADS = new Quantity("scale.threads", 50, 4);
  static final Quantity LOADED_GUESTS = new Quantity("scale.loaded-guests", 100, 4);
  static final Quantity ROUNDS = new Quantity("scale.rounds", 40, 6);
  static final Quantity FAULT_EVERY = new Quantity("scale.fault-every", 8, 3);
  static final Quantity REPLAYS = new Quantity("scale.replays", 20, 20).atLeast(0);
  static final Quantity POOLS = new Quantity(POOLS_NAME, 20, 2);
  static final Quantity GUESTS_PER_HOST_OF_MANY = new Quantity("scale.guests-per-host-of-many-pools", 10, 1);
  static final Quantity BLOCKED_SECONDS = new Quantity("scale.storage-blocked-seconds", 300, 300);
  static final Quantity STARTS = new Quantity("scale.sequential-starts", 200, 60);
  static final Quantity DISKS = new Quantity("scale.disks", 400, 300);
  static final Quantity VLANS = new Quantity("scale.vlans", 800, 16);

  static final List<Quantity> ALL = List.of(
      HOSTS, GUESTS_PER_HOST, THREADS, LOADED_GUESTS, ROUNDS, FAULT_EVERY, REPLAYS, POOLS, GUESTS_PER_HOST_OF_MANY, BLOCKED_SECONDS, STARTS, DISKS, VLANS);

  private ScaleSizes() {}
}
