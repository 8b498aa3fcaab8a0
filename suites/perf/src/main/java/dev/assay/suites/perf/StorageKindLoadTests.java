package dev.assay.suites.perf;

import static dev.assay.core.Bytes.kib;
import static dev.assay.testkit.LabAssertions.assertThat;

import dev.assay.core.time.Time;
import dev.assay.testkit.Area;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.StorageKind;
import java.util.TreeMap;
import org.testng.annotations.Test;

/** The same load on every kind of storage. */
@Area("performance")
class StorageKindLoadTests {

  private static final int GUESTS = 4;
  private static final int THREADS = 4;

  private final Pool pool;
  private final StorageKind storage;
  private final Time time;
  private final Kpis kpis;
  private final Quantities sizes;

  StorageKindLoadTests(Pool pool, StorageKind storage, Time time, Kpis kpis, Quantities sizes) {
    this.pool = pool;
    this.storage = storage;
    this.time = time;
    this.kpis = kpis;
    this.sizes = sizes;
  }

  @Test
  void storageServesWhatIsAskedOfIt() {
    var shape = new TreeMap<String, String>();
    shape.put("storage", storage.label());
    new DiskLoad(pool, pool.storage(storage), GUESTS, time, kpis).measure(kib(16), THREADS, sizes.seconds(PerfSizes.LOAD_SECONDS), shape);
    assertThat(pool).isHealthy();
  }
}
