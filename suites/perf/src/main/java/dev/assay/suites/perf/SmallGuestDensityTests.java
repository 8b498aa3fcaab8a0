package dev.assay.suites.perf;

import static dev.assay.core.Bytes.mib;
import static dev.assay.testkit.GuestImage.DEBIAN_12;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.Storm.storm;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.Build;
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

/** A host is filled with small paravirtual guests on its own disk, one after the other, and each start is measured. */
@Area("density")
class SmallGuestDensityTests {

  private final Pool pool;
  private final Build build;
  private final Time time;
  private final Kpis kpis;
  private final Quantities sizes;

  SmallGuestDensityTests(Pool pool, Build build, Time time, Kpis kpis, Quantities sizes) {
    this.pool = pool;
    this.build = build;
    this.time = time;
    this.kpis = kpis;
    this.sizes = sizes;
  }

  @Test
  @Limit(minutes = 480)
  void hostHoldsManySmallGuests() {
    try (Vm gold = pool.create(vm().from(DEBIAN_12).memory(mib(256)).small(build))) {
      var vms = pool.cloneMany(gold, sizes.of(PerfSizes.DENSITY_SMALL));
      var readings = HostReadings.begin(pool.hosts(), time);
      var began = time.now();
      var filled = storm(vms).outstanding(1).untilSlower(sizes.of(PerfSizes.DENSITY_THRESHOLD)).boots(Duration.ofMinutes(60));
      readings.record(kpis, "density-of-small-guests");
      DensityKpis.record(kpis, began, filled);
      assertThat(filled).as("guests up before a start took too long").hasSameSizeAs(vms);
      assertThat(pool.master().domains()).as("guests of the hypervisor").hasSize(vms.size());
      assertThat(pool).isHealthy();
      vms.forEach(Vm::close);
    }
  }
}
