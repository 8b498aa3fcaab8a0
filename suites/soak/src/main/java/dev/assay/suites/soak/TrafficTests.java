package dev.assay.suites.soak;

import static dev.assay.testkit.workload.Workload.together;

import dev.assay.testkit.Area;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Priority;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.Size;
import dev.assay.testkit.Storage;
import dev.assay.testkit.workload.Gauge;
import dev.assay.testkit.workload.HealthChecks;
import dev.assay.testkit.workload.LeakWatch;
import dev.assay.testkit.workload.Load;
import dev.assay.testkit.workload.Traffic;
import org.testng.annotations.Test;

@Area("soak")
@Priority(2)
class TrafficTests {

  private final Pool pool;
  private final Days days;
  private final Kpis kpis;
  private final Quantities sizes;

  TrafficTests(@Size(2) @Storage("nfs") Pool pool, Days days, Kpis kpis, Quantities sizes) {
    this.pool = pool;
    this.days = days;
    this.kpis = kpis;
    this.sizes = sizes;
  }

  @Test
  @Limit(minutes = 16 * 24 * 60)
  void guestsSendToEachOtherForDaysAndTheirHostsStayWell() {
    var load = together(new Traffic(), new HealthChecks(sizes.seconds(SoakSizes.HEALTH_SECONDS)), new LeakWatch(Gauge.all(), sizes.seconds(SoakSizes.READING_SECONDS)));
    new Load(pool, kpis).run(load, days.of(sizes.hours(SoakSizes.TRAFFIC_HOURS)));
  }
}
