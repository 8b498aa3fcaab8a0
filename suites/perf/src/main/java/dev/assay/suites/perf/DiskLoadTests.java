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

/** Requests of every size, so many at a time, from so many guests: what their disks give them together. */
@Area("performance")
class DiskLoadTests {

  private final Pool pool;
  private final BlockSize block;
  private final Threads threads;
  private final Crowd crowd;
  private final Time time;
  private final Kpis kpis;
  private final Quantities sizes;

  DiskLoadTests(@Storage("nfs") Pool pool, BlockSize block, Threads threads, Crowd crowd, Time time, Kpis kpis, Quantities sizes) {
    this.pool = pool;
    this.block = block;
    this.threads = threads;
    this.crowd = crowd;
    this.time = time;
    this.kpis = kpis;
    this.sizes = sizes;
  }

  @Test
  void disksServeWhatIsAskedOfThem() {
    var shape = new TreeMap<String, String>();
    shape.put("block", block.label());
    shape.put("threads", Integer.toString(threads.count()));
    shape.put("guests", Integer.toString(crowd.count()));
    new DiskLoad(pool, pool.defaultSr(), crowd.count(), time, kpis).measure(Bytes.of(block.bytes()), threads.count(), sizes.seconds(PerfSizes.LOAD_SECONDS), shape);
    assertThat(pool).isHealthy();
  }
}
