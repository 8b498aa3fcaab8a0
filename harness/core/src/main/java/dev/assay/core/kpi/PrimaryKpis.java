package dev.assay.core.kpi;

import java.util.List;

/** The metrics that users of a product notice themselves; they are told before the others. */
public final class PrimaryKpis {

  private static final List<String> NAMES = List.of(
      "bootstorm.login-ready", "bootstorm.last-login", "density.vms", "density.login-ready", "vm.start", "vm.guest-boot", "migration.downtime", "storage.throughput",
      "network.throughput", "upgrade.rolling-pool");

  private PrimaryKpis() {}

  /** Whether a metric of this name is one of them. */
  public static boolean hold(String kpi) {
    return NAMES.contains(kpi);
  }
}
