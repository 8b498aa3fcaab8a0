package dev.assay.suites.perf;

import static dev.assay.core.Bytes.mib;
import static dev.assay.testkit.GuestImage.DEBIAN_12;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.Storm.storm;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.Build;
import dev.assay.core.kpi.Kpi;
import dev.assay.core.time.Time;
import dev.assay.testkit.Area;
import dev.assay.testkit.HostReadings;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.Vm;
import java.time.Duration;
import org.testng.annotations.Test;

/** Small paravirtual guests are started at once on one host, on its own disk: a storm that every kind of host has room for. */
@Area("performance")
class SmallGuestStormTests {

  private static final Kpi MEMORY = Kpi.lower("bootstorm.memory-per-guest", "MiB");

  private final Pool pool;
  private final Build build;
  private final Time time;
  private final Kpis kpis;
  private final Quantities sizes;

  SmallGuestStormTests(Pool pool, Build build, Time time, Kpis kpis, Quantities sizes) {
    this.pool = pool;
    this.build = build;
    this.time = time;
    this.kpis = kpis;
    this.sizes = sizes;
  }

  @Test
  @Limit(minutes = 240)
  void stormOfSmallGuestsBringsUpEveryVm() {
    try (Vm gold = pool.create(vm().from(DEBIAN_12).memory(mib(256)).small(build))) {
      var vms = pool.cloneMany(gold, sizes.of(PerfSizes.SMALL_GUESTS));
      var before = pool.master().freeMemory();
      var readings = HostReadings.begin(pool.hosts(), time);
      var boots = storm(vms).outstanding(sizes.of(PerfSizes.SMALL_IN_FLIGHT)).boots(Duration.ofMinutes(60));
      readings.record(kpis, "storm-of-small-guests");
      StormKpis.record(kpis, boots);
      kpis.record(MEMORY, before.minus(pool.master().freeMemory()).inMib() / vms.size());
      assertThat(boots).hasSize(vms.size());
      assertThat(pool.master().domains()).as("guests of the hypervisor").hasSize(vms.size());
      assertThat(pool).isHealthy();
      vms.forEach(Vm::close);
    }
  }
}
