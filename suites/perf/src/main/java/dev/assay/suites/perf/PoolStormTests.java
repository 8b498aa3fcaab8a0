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
import dev.assay.testkit.Size;
import dev.assay.testkit.Storage;
import dev.assay.testkit.Vm;
import org.testng.annotations.Test;

/** The hosts of a pool start fifty desktops each, all at once, from one shared gold image. */
@Area("performance")
class PoolStormTests {

  private final Pool pool;
  private final Time time;
  private final Kpis kpis;
  private final Quantities sizes;

  PoolStormTests(@Size(quantity = PerfSizes.STORM_HOSTS_NAME, fitting = true) @Memory("256GiB") @Storage("nfs") Pool pool, Time time, Kpis kpis, Quantities sizes) {
    this.pool = pool;
    this.time = time;
    this.kpis = kpis;
    this.sizes = sizes;
  }

  @Test
  @Limit(minutes = 480)
  void everyHostBringsUpItsVms() {
    try (Vm gold = pool.create(vm().from(WINDOWS_7).memory(mib(896)))) {
      int perHost = sizes.of(PerfSizes.STORM_PER_HOST);
      var vms = pool.cloneMany(gold, perHost * pool.hosts().size());
      var readings = HostReadings.begin(pool.hosts(), time);
      var boots = storm(vms).spreadOver(pool.hosts()).watched(StormKpis.LONGEST_QUIET).boots(StormKpis.LIMIT);
      readings.record(kpis, "storm-on-every-host");
      StormKpis.record(kpis, boots);
      pool.hosts().forEach(host -> assertThat(host.residents()).as("VMs on " + host).hasSize(perHost));
      assertThat(pool).isHealthy();
      vms.forEach(Vm::close);
    }
  }
}
