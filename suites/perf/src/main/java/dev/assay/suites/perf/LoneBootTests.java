package dev.assay.suites.perf;

import static dev.assay.core.Bytes.mib;
import static dev.assay.testkit.GuestImage.DEBIAN_12;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.Build;
import dev.assay.core.kpi.Kpi;
import dev.assay.core.time.Time;
import dev.assay.testkit.Area;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.Storage;
import dev.assay.testkit.Vm;
import java.time.Duration;
import org.testng.annotations.Test;

/**
 * One guest boots again and again on a host that does nothing else. Nothing contends, and the median of so many boots hardly
 * varies between runs: what makes every boot a few percent longer shows here, and drowns in a storm.
 */
@Area("performance")
class LoneBootTests {

  private static final Kpi LOGIN_READY = Kpi.lower("lone-boot.login-ready", "s");
  private static final Kpi GUEST_BOOT = Kpi.lower("lone-boot.guest-boot", "s");

  private static final Duration LIMIT = Duration.ofMinutes(30);
  /** A second would be a sixth of the boot. */
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private final Pool pool;
  private final Build build;
  private final Time time;
  private final Kpis kpis;
  private final Quantities sizes;

  LoneBootTests(@Storage("nfs") Pool pool, Build build, Time time, Kpis kpis, Quantities sizes) {
    this.pool = pool;
    this.build = build;
    this.time = time;
    this.kpis = kpis;
    this.sizes = sizes;
  }

  @Test
  @Limit(minutes = 480)
  void guestBootsAgainAndAgainOnAnIdleHost() {
    try (Vm vm = pool.create(vm().from(DEBIAN_12).memory(mib(256)).small(build)).start()) {
      vm.shutDown();
      for (int i = 0; i < sizes.of(PerfSizes.LONE_BOOTS); i++) {
        timeBoot(vm);
      }
      assertThat(pool).isHealthy();
    }
  }

  private void timeBoot(Vm vm) {
    var asked = time.now();
    vm.powerOn();
    vm.awaitLogin(LIMIT, LOOK_EVERY);
    kpis.record(LOGIN_READY, time.since(asked).toNanos() / 1e9);
    kpis.record(GUEST_BOOT, vm.guestUptime().toNanos() / 1e9);
    vm.shutDown();
  }
}
