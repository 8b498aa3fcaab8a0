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

/** A thousand desktops come up together on a pool of large hosts, from one gold image. */
@Area("performance")
class ThousandStormTests {

  private final Pool pool;
  private final Time time;
  private final Kpis kpis;
  private final Quantities sizes;

  ThousandStormTests(@Size(quantity = PerfSizes.THOUSAND_HOSTS_NAME) @Memory("256GiB") @Storage("nfs") Pool pool, Time time, Kpis kpis, Quantities sizes) {
    this.pool = pool;
    this.time = time;
    this.kpis = kpis;
    this.sizes = sizes;
  }

  @Test
  @Limit(minutes = 24 * 60)
  void thousandDesktopsComeUp() {
    try (Vm gold = pool.create(vm().from(WINDOWS_7).memory(mib(896)))) {
      var vms = pool.cloneMany(gold, sizes.of(PerfSizes.THOUSAND));
      var readings = HostReadings.begin(pool.hosts(), time);
      var boots = storm(vms).spreadOver(pool.hosts()).watched(StormKpis.LONGEST_QUIET).boots(StormKpis.LIMIT);
      readings.record(kpis, "storm-of-a-thousand");
      StormKpis.record(kpis, boots, "thousand");
      assertThat(pool.hosts().stream().mapToInt(host -> host.domains().size()).sum()).as("guests of the hypervisors").isEqualTo(vms.size());
      assertThat(pool).isHealthy();
      vms.forEach(Vm::close);
    }
  }
}
