package dev.assay.suites.perf;

import static dev.assay.core.Bytes.mib;
import static dev.assay.testkit.GuestImage.WINDOWS_7;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.Storm.storm;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.time.Time;
import dev.assay.testkit.Area;
import dev.assay.testkit.HostReadings;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Memory;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.Storage;
import dev.assay.testkit.Vm;
import org.testng.annotations.Test;

/** The storm of desktops, once as usual and once for each way in which it may be otherwise, to be held against one another. */
@Area("performance")
class StormKindTests {

  private final Pool pool;
  private final StormKind kind;
  private final Time time;
  private final Kpis kpis;
  private final Quantities sizes;

  StormKindTests(@Memory("192GiB") @Storage("nfs") Pool pool, StormKind kind, Time time, Kpis kpis, Quantities sizes) {
    this.pool = pool;
    this.kind = kind;
    this.time = time;
    this.kpis = kpis;
    this.sizes = sizes;
  }

  @Test
  @Limit(minutes = 480)
  void everyVmComesUp() {
    try (var _ = kind.in(pool); Vm gold = pool.create(vm().from(WINDOWS_7).memory(mib(896)))) {
      var vms = pool.cloneMany(gold, sizes.of(PerfSizes.STORM_OTHERWISE));
      var readings = HostReadings.begin(pool.hosts(), time);
      var boots = kind.shape(storm(vms)).watched(StormKpis.LONGEST_QUIET).boots(StormKpis.LIMIT);
      readings.record(kpis, "storm-" + kind.label());
      StormKpis.record(kpis, boots, kind.label());
      assertThat(boots).hasSize(vms.size());
      assertThat(pool.master().domains()).as("guests of the hypervisor").hasSize(vms.size());
      assertThat(pool).isHealthy();
      vms.forEach(Vm::close);
    }
  }
}
