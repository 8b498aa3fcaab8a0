package dev.assay.suites.perf;

import dev.assay.testkit.Quantity;
import java.util.List;

/** How large the suites of this folder are: the published numbers, and what fits in minutes. */
final class PerfSizes {

  static final Quantity STORM = new Quantity("bootstorm.vms", 125, 10);
  static final String STORM_HOSTS_NAME = "bootstorm.hosts";
  static final String THOUSAND_HOSTS_NAME = "bootstorm.thousand-hosts";

  /** Where a lab has no room for such a pool, it is as large as there is room for. */
  static final Quantity STORM_HOSTS = new Quantity(STORM_HOSTS_NAME, 16, 4).atLeast(2);
  static final Quantity STORM_OTHERWISE = new Quantity("bootstorm.vms-otherwise", 125, 4);
  static final Quantity THOUSAND = new Quantity("bootstorm.thousand", 1000, 6);
  static final Quantity THOUSAND_HOSTS = new Quantity(THOUSAND_HOSTS_NAME, 4, 2);
  /** VMs of each host of a pool that shrinks. */
  static final Quantity OVERHEAD_VMS = new Quantity("bootstorm.shrinking-vms-per-host", 10, 1);
  static final Quantity STORM_PER_HOST = new Quantity("bootstorm.vms-per-host", 50, 3);

  /** As many as a host's own disk of 480 GiB has room for, where each has 10 GiB of it. */
  static final Quantity SMALL_GUESTS = new Quantity("bootstorm.small-guests", 40, 10, 50);
  static final Quantity SMALL_IN_FLIGHT = new Quantity("bootstorm.small-in-flight", 25, 5, 2);

  static final Quantity DENSITY_SMALL = new Quantity("density.small-guests", 40, 10, 12);
  static final Quantity DENSITY = new Quantity("density.vms", 1000, 12);
  static final Quantity DENSITY_IN_FLIGHT = new Quantity("density.in-flight", 25, 4);
  /** How many times slower than the first VM one may become before the rest is not started. */
  static final Quantity DENSITY_THRESHOLD = new Quantity("density.threshold", 20, 20);
  static final Quantity IDLE = new Quantity("density.idle-vms", 100, 5);
  static final Quantity IDLE_SECONDS = new Quantity("density.idle-seconds", 600, 120);

  static final String DESKTOP_MEMORY_NAME = "density.desktop-host-gib";

  static final Quantity DESKTOPS = new Quantity("density.desktops", 1000, 5);
  /** The memory of a host that has room for them. */
  static final Quantity DESKTOP_MEMORY = new Quantity(DESKTOP_MEMORY_NAME, 960, 16);
  static final Quantity GROWING = new Quantity("density.growing-vms", 1000, 6);
  static final Quantity GROWING_ROUNDS = new Quantity("density.growing-rounds", 10, 2);

  static final Quantity DISKS = new Quantity("density.disks-per-repository", 600, 20);
  static final Quantity DISKS_OF_HOST = new Quantity("density.disks-per-host", 8192, 24);
  static final Quantity DISKS_OF_VM = new Quantity("density.disks-per-vm", 254, 17);
  /** How much is written to each. */
  static final Quantity DISK_MIB = new Quantity("density.disk-mib", 8, 1);
  static final Quantity CARDS_OF_HOST = new Quantity("density.cards-per-host", 1050, 15);
  static final Quantity LUNS = new Quantity("density.luns", 150, 4);
  static final Quantity VLANS = new Quantity("density.vlans", 800, 10);

  /** How long each load lasts. */
  static final Quantity LOAD_SECONDS = new Quantity("perf.load-seconds", 60, 10);
  static final Quantity SHORT_TRAFFIC_SECONDS = new Quantity("perf.short-traffic-seconds", 30, 5);
  static final Quantity LONG_TRAFFIC_SECONDS = new Quantity("perf.long-traffic-seconds", 120, 10);
  /** Guests, and disks of each, that ask for single sectors. */
  static final Quantity LATENCY_GUESTS = new Quantity("perf.latency-guests", 20, 2);
  static final Quantity LATENCY_DISKS = new Quantity("perf.latency-disks", 5, 2);
  static final Quantity MOVES = new Quantity("perf.moves", 100, 4);

  /** Boots of one guest after another: as many as make their median steady to less than a percent. */
  static final Quantity LONE_BOOTS = new Quantity("bootstorm.lone-boots", 200, 100, 3);

  static final List<Quantity> OF_STORM = List.of(
      STORM, STORM_HOSTS, STORM_PER_HOST, STORM_OTHERWISE, THOUSAND, THOUSAND_HOSTS, OVERHEAD_VMS, LONE_BOOTS, SMALL_GUESTS, SMALL_IN_FLIGHT);
  static final List<Quantity> OF_DENSITY = List.of(DENSITY, DENSITY_SMALL, DENSITY_IN_FLIGHT, DENSITY_THRESHOLD, IDLE, IDLE_SECONDS,
      DESKTOPS, DESKTOP_MEMORY, GROWING, GROWING_ROUNDS,
      DISKS, DISKS_OF_HOST, DISKS_OF_VM, DISK_MIB, CARDS_OF_HOST, LUNS, VLANS);

  static final List<Quantity> OF_PERF = List.of(STORM, STORM_PER_HOST, LONE_BOOTS, LOAD_SECONDS,
      SHORT_TRAFFIC_SECONDS, LONG_TRAFFIC_SECONDS, LATENCY_GUESTS, LATENCY_DISKS, MOVES);

  private PerfSizes() {}
}
