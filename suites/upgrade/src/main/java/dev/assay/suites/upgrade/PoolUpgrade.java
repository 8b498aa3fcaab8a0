package dev.assay.suites.upgrade;

import static dev.assay.testkit.LabAssertions.assertThat;

import dev.assay.core.Build;
import dev.assay.core.kpi.Kpi;
import dev.assay.testkit.Crew;
import dev.assay.testkit.Host;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Pool;
import dev.assay.testkit.RollingUpgrade.Guests;
import java.time.Duration;
import java.util.List;

/** Ways to upgrade a pool, measured; each ends with a look whether all its hosts are what they should be. */
record PoolUpgrade(Pool pool, Kpis kpis) {

  private static final Kpi POOL = Kpi.lower("upgrade.rolling-pool", "s");
  private static final Kpi HOST = Kpi.lower("upgrade.rolling-host", "s");
  private static final Kpi AT_ONCE = Kpi.lower("upgrade.pool-at-once", "s");

  /** Host by host, the master first. */
  void rollTo(Build build, Guests guests) {
    var upgrade = pool.rollingUpgradeTo(build, guests);
    kpis.record(POOL, upgrade.took());
    kpis.record(HOST, List.copyOf(upgrade.hosts().values()));
    assertThat(upgrade.hosts().sequencedKeySet().getFirst()).as("the first host to be upgraded").isEqualTo(pool.master().id());
    allRun(build);
  }

  /** The master, then all others together; nothing may run. */
  void atOnceTo(Build build) {
    var time = pool.bench().time();
    var start = time.now();
    kpis.record(HOST, pool.master().upgradeTo(build));
    var slaves = pool.hosts().stream().skip(1).map(Host::of).toList();
    kpis.record(HOST, Crew.unlimited(time).each(slaves, slave -> slave.upgradeTo(build)));
    kpis.record(AT_ONCE, time.since(start));
    allRun(build);
  }

  /** Back to what its hosts ran before, each from its backup. */
  void undo(Build former, Build upgraded) {
    pool.hosts().forEach(host -> host.undoUpgrade(former, upgraded));
    allRun(former);
  }

  private void allRun(Build build) {
    pool.hosts().forEach(host -> assertThat(host).reports(build));
    assertThat(pool).isHealthy();
  }
}
