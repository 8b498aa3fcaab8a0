package dev.assay.suites.perf;

import static dev.assay.core.Bytes.mib;
import static dev.assay.testkit.GuestImage.DEBIAN_12;
import static dev.assay.testkit.GuestImage.WINDOWS_7;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.Storm.storm;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.Build;
import dev.assay.core.time.Time;
import dev.assay.testkit.Area;
import dev.assay.testkit.HostReadings;
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

/** One host is filled with VMs until it has what it shall hold, or a start takes far longer than the first. */
@Area("density")
class DensityTests {

  private final Pool pool;
  private final Build build;
  private final Time time;
  private final Kpis kpis;
  private final Quantities sizes;

  DensityTests(@Memory("384GiB") @Storage("nfs") Pool pool, Build build, Time time, Kpis kpis, Quantities sizes) {
    this.pool = pool;
    this.build = build;
    this.time = time;
    this.kpis = kpis;
    this.sizes = sizes;
  }

  @Test
  @Limit(minutes = 24 * 60)
  void hostHoldsAsManyVmsAsItSupports() {
    var limits = SupportedLimits.of(build);
    limits.controlDomain().ifPresent(pool.master()::giveControlDomain);
    try (Vm gold = pool.create(vm().from(DEBIAN_12).memory(mib(256)))) {
      var vms = pool.cloneMany(gold, Math.min(sizes.of(PerfSizes.DENSITY), limits.paravirtualisedVms()));
      var readings = HostReadings.begin(pool.hosts(), time);
      var began = time.now();
      var filled = storm(vms).outstanding(sizes.of(PerfSizes.DENSITY_IN_FLIGHT))
          .untilSlower(sizes.of(PerfSizes.DENSITY_THRESHOLD)).boots(Duration.ofMinutes(60));
      readings.record(kpis, "density");
      DensityKpis.record(kpis, began, filled);
      assertThat(filled).as("VMs up before a start took too long").hasSameSizeAs(vms);
      assertThat(pool.master().domains()).as("guests of the hypervisor").hasSize(vms.size());
      assertThat(pool).isHealthy();
      vms.forEach(Vm::close);
    }
  }

  @Test
  @Limit(minutes = 240)
  void idleDesktopsCostTheHostNextToNothing() {
    try (Vm gold = pool.create(vm().from(WINDOWS_7).memory(mib(896)))) {
      var vms = pool.cloneMany(gold, sizes.of(PerfSizes.IDLE));
      storm(vms).boots(Duration.ofMinutes(60));
      var readings = HostReadings.begin(pool.hosts(), time);
      time.sleep(sizes.seconds(PerfSizes.IDLE_SECONDS));
      readings.record(kpis, "idle-desktops");
      assertThat(vms).allSatisfy(idle -> assertThat(idle).isRunning().answersWithin(Duration.ofMinutes(2)));
      vms.forEach(Vm::close);
    }
  }
}
