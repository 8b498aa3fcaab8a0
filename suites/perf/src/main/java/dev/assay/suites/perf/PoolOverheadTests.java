package dev.assay.suites.perf;

import static dev.assay.core.Bytes.mib;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.Storm.storm;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.kpi.Kpi;
import dev.assay.testkit.Area;
import dev.assay.testkit.Host;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Memory;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.Size;
import dev.assay.testkit.Storage;
import dev.assay.testkit.Storm.Boot;
import dev.assay.testkit.Vm;
import java.time.Duration;
import java.util.List;
import org.testng.annotations.Test;

/** The same VMs a host start on a pool that has one host fewer each round: what belonging to a large pool costs a start. */
@Area("performance")
class PoolOverheadTests {

  private static final Kpi START = Kpi.lower("pool.start", "s");
  private static final Kpi LOGIN_READY = Kpi.lower("pool.login-ready", "s");
  private static final Kpi GUEST_BOOT = Kpi.lower("pool.guest-boot", "s");

  private final Pool pool;
  private final Kpis kpis;
  private final Quantities sizes;

  PoolOverheadTests(@Size(quantity = PerfSizes.STORM_HOSTS_NAME, fitting = true) @Memory("256GiB") @Storage("nfs") Pool pool, Kpis kpis, Quantities sizes) {
    this.pool = pool;
    this.kpis = kpis;
    this.sizes = sizes;
  }

  @Test
  @Limit(minutes = 24 * 60)
  void vmsStartOnAPoolOfEverySize() {
    startOn(pool.hosts());
    while (pool.hosts().size() > 1) {
      pool.eject(pool.hosts().getLast());
      startOn(pool.hosts());
    }
  }

  private void startOn(List<Host> hosts) {
    assertThat(pool).consistsOf(hosts.toArray(Host[]::new)).isHealthy();
    try (Vm gold = pool.create(vm().memory(mib(256)))) {
      var vms = pool.cloneMany(gold, sizes.of(PerfSizes.OVERHEAD_VMS) * hosts.size());
      var boots = storm(vms).spreadOver(hosts).boots(Duration.ofMinutes(60));
      kpis.record(START, boots.stream().map(Boot::running).toList(), "hosts", hosts.size());
      kpis.record(LOGIN_READY, boots.stream().map(Boot::login).toList(), "hosts", hosts.size());
      kpis.record(GUEST_BOOT, boots.stream().map(Boot::guest).toList(), "hosts", hosts.size());
      hosts.forEach(host -> assertThat(host.domains()).as("guests of the hypervisor of " + host).hasSize(sizes.of(PerfSizes.OVERHEAD_VMS)));
      vms.forEach(Vm::close);
    }
  }
}
