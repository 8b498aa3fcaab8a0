package dev.assay.suites.perf;

import static dev.assay.core.Bytes.mib;
import static dev.assay.testkit.GuestImage.DEBIAN_12;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.Storm.storm;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.Build;
import dev.assay.core.kpi.Kpi;
import dev.assay.testkit.Area;
import dev.assay.testkit.Growth;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Memory;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.Storage;
import dev.assay.testkit.SupportedLimits;
import dev.assay.testkit.Vm;
import java.time.Duration;
import org.testng.annotations.Test;

/**
 * Several clients clone and start VMs until the pool takes no more or holds what it supports; then all answer, and all are stopped and
 * started again and again.
 */
@Area("density")
class GrowingPoolTests {

  private static final Kpi MOST = Kpi.higher("density.maximum-vms", "1");
  private static final Kpi RESTARTED = Kpi.lower("density.restart-all", "s");
  private static final int CLIENTS_PER_HOST = 5;
  private static final int MOST_CLIENTS = 25;

  private final Pool pool;
  private final SupportedLimits limits;
  private final Kpis kpis;
  private final Quantities sizes;

  GrowingPoolTests(@Memory("384GiB") @Storage("nfs") Pool pool, Build build, Kpis kpis, Quantities sizes) {
    this.pool = pool;
    this.limits = SupportedLimits.of(build);
    this.kpis = kpis;
    this.sizes = sizes;
  }

  @Test
  @Limit(minutes = 48 * 60)
  void poolGrowsToWhatItSupportsAndRestartsIt() {
    limits.controlDomain().ifPresent(pool.master()::giveControlDomain);
    int hosts = pool.hosts().size();
    int clients = Math.min(CLIENTS_PER_HOST * hosts, MOST_CLIENTS);
    int supported = Math.min(sizes.of(PerfSizes.GROWING), limits.paravirtualisedVms()) * hosts;
    double before = pool.master().uptimeSeconds();
    try (Vm gold = pool.create(vm().from(DEBIAN_12).memory(mib(256)))) {
      var grown = Growth.of(gold).by(clients).upTo(supported).despite(hosts).run();
      kpis.record(MOST, grown.up().size());
      assertThat(grown.up()).as("VMs that came up; what failed: " + grown.failures()).hasSize(supported);
      grown.up().forEach(vm -> assertThat(vm).isRunning().answersWithin(Duration.ofMinutes(2)));
      for (int round = 0; round < sizes.of(PerfSizes.GROWING_ROUNDS); round++) {
        var begun = pool.bench().time().now();
        storm(grown.up()).outstanding(clients).stops();
        assertThat(pool.master().domains()).as("guests of the hypervisor after all were stopped").isEmpty();
        assertThat(storm(grown.up()).outstanding(clients).boots(Duration.ofMinutes(60))).hasSize(supported);
        kpis.record(RESTARTED, pool.bench().time().since(begun));
      }
      assertThat(pool.master().uptimeSeconds()).as("seconds that the host is up").isGreaterThan(before);
      assertThat(pool).isHealthy();
      grown.up().forEach(Vm::close);
    }
  }
}
