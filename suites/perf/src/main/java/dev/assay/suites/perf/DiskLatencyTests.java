package dev.assay.suites.perf;

import static dev.assay.testkit.LabAssertions.assertThat;

import dev.assay.core.Bytes;
import dev.assay.core.time.Time;
import dev.assay.testkit.Area;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.Storage;
import java.util.TreeMap;
import org.testng.annotations.Test;

/** Twenty guests with five disks each ask for one sector at a time: how long a single request takes when a hundred disks do so. */
@Area("performance")
class DiskLatencyTests {

  private static final Bytes SECTOR = Bytes.of(512);
  private static final int ONE_AT_A_TIME = 1;

  private final Pool pool;
  private final Time time;
  private final Kpis kpis;
  private final Quantities sizes;

  DiskLatencyTests(@Storage("nfs") Pool pool, Time time, Kpis kpis, Quantities sizes) {
    this.pool = pool;
    this.time = time;
    this.kpis = kpis;
    this.sizes = sizes;
  }

  @Test
  void sectorsComeFromManyDisksAtATime() {
    var shape = new TreeMap<String, String>();
    shape.put("block", SECTOR.count() + "b");
    shape.put("guests", Integer.toString(sizes.of(PerfSizes.LATENCY_GUESTS)));
    shape.put("disks", Integer.toString(sizes.of(PerfSizes.LATENCY_DISKS)));
    new DiskLoad(pool, pool.defaultSr(), sizes.of(PerfSizes.LATENCY_GUESTS), sizes.of(PerfSizes.LATENCY_DISKS), time, kpis)
        .measure(SECTOR, ONE_AT_A_TIME, sizes.seconds(PerfSizes.LOAD_SECONDS), shape);
    assertThat(pool).isHealthy();
  }
}
