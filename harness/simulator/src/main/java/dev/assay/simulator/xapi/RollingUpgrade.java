package dev.assay.simulator.xapi;

/** Says in the pool's record that its hosts are being upgraded: as long as they are of more than one version. */
final class RollingUpgrade {

  static final String FLAG = "rolling_upgrade_in_progress";

  private RollingUpgrade() {}

  /** Refuse what must wait until all hosts are of one version. */
  static void mustBeOver(Pool pool) {
    if (pool.record().poolIsUpgraded()) {
      throw Refusal.of("NOT_SUPPORTED_DURING_UPGRADE");
    }
  }

  /** Look whether it is so, as the master does whenever a host comes or goes. */
  static void detect(Pool pool) {
    boolean mixed = pool.database().all("host").stream().map(Placement::version).distinct().count() > 1;
    if (mixed && !pool.record().poolIsUpgraded()) {
      pool.record().putInto("other_config", FLAG, "true");
    } else if (!mixed && pool.record().poolIsUpgraded()) {
      pool.record().removeFrom("other_config", FLAG);
    }
  }
}
