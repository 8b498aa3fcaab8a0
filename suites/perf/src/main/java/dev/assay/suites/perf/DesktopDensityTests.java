package dev.assay.suites.perf;

import static dev.assay.core.Bytes.mib;
import static dev.assay.testkit.GuestImage.WINDOWS_7;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.Storm.storm;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.Build;
import dev.assay.core.kpi.Kpi;
import dev.assay.core.time.Time;
import dev.assay.testkit.Area;
import dev.assay.testkit.HostReadings;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.LegacyDevices;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Memory;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.Storage;
import dev.assay.testkit.Storm.Boot;
import dev.assay.testkit.SupportedLimits;
import dev.assay.testkit.Vm;
import java.util.Comparator;
import org.testng.annotations.Test;

/** The published recipe for a thousand desktops on one host: 896 MB each, no serial or parallel port and no CD drive, reads cached. */
@Area("density")
class DesktopDensityTests {

  private static final Kpi DESKTOPS = Kpi.higher("density.desktops", "1");
  private static final Kpi START = Kpi.lower("density.desktop-start", "s");
  private static final Kpi LOGIN_READY = Kpi.lower("density.desktop-login-ready", "s");
  private static final Kpi GUEST_BOOT = Kpi.lower("density.desktop-guest-boot", "s");
  private static final Kpi LAST_LOGIN = Kpi.lower("density.desktop-last-login", "s");

  private final Pool pool;
  private final SupportedLimits limits;
  private final Time time;
  private final Kpis kpis;
  private final Quantities sizes;

  DesktopDensityTests(@Memory(quantity = PerfSizes.DESKTOP_MEMORY_NAME) @Storage("nfs") Pool pool, Build build, Time time, Kpis kpis, Quantities sizes) {
    this.pool = pool;
    this.limits = SupportedLimits.of(build);
    this.time = time;
    this.kpis = kpis;
    this.sizes = sizes;
  }

  @Test
  @Limit(minutes = 24 * 60)
  void hostHoldsAThousandDesktopsByTheRecipe() {
    limits.controlDomain().ifPresent(pool.master()::giveControlDomain);
    pool.defaultSr().cacheReads(true);
    try (Vm gold = LegacyDevices.takenFrom(pool.create(vm().from(WINDOWS_7).memory(mib(896))))) {
      var vms = pool.cloneMany(gold, Math.min(sizes.of(PerfSizes.DESKTOPS), limits.fullyVirtualisedVms()));
      var readings = HostReadings.begin(pool.hosts(), time);
      var boots = storm(vms).outstanding(sizes.of(PerfSizes.DENSITY_IN_FLIGHT)).untilSlower(sizes.of(PerfSizes.DENSITY_THRESHOLD))
          .watched(StormKpis.LONGEST_QUIET).boots(StormKpis.LIMIT);
      readings.record(kpis, "desktops");
      kpis.record(START, boots.stream().map(Boot::running).toList());
      kpis.record(LOGIN_READY, boots.stream().map(Boot::login).toList());
      kpis.record(GUEST_BOOT, boots.stream().map(Boot::guest).toList());
      kpis.record(LAST_LOGIN, boots.stream().map(boot -> boot.begun().plus(boot.login())).max(Comparator.naturalOrder()).orElseThrow());
      kpis.record(DESKTOPS, boots.size());
      assertThat(boots).as("desktops up before a start took too long").hasSameSizeAs(vms);
      assertThat(pool.master().domains()).as("guests of the hypervisor").hasSize(vms.size());
      assertThat(pool).isHealthy();
      vms.forEach(Vm::close);
    }
  }
}
