package dev.assay.suites.stress;

import dev.assay.testkit.Quantity;
import java.util.List;

/** How large a large-scale run is: the published sizes are 16 hosts of 50 guests; what a lab has not it cannot be asked for. */
final class ScaleSizes {

  static final String HOSTS_NAME = "scale.hosts";

  static final Quantity HOSTS = new Quantity(HOSTS_NAME, 8, 3);
  static final Quantity GUESTS_PER_HOST = new Quantity("scale.guests-per-host", 50, 2);
  static final Quantity BLOCKED_SECONDS = new Quantity("scale.storage-blocked-seconds", 300, 300);
  static final Quantity STARTS = new Quantity("scale.sequential-starts", 200, 60);
  static final Quantity DISKS = new Quantity("scale.disks", 400, 300);
  static final Quantity VLANS = new Quantity("scale.vlans", 800, 16);

  static final List<Quantity> ALL = List.of(HOSTS, GUESTS_PER_HOST, BLOCKED_SECONDS, STARTS, DISKS, VLANS);

  private ScaleSizes() {}
}
