package dev.assay.suites.perf;

import dev.assay.core.time.Time;
import dev.assay.testkit.Area;
import dev.assay.testkit.GuestImage;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Size;
import dev.assay.testkit.Storage;
import java.util.TreeMap;
import org.testng.annotations.Test;

/** How long each operation on a VM takes, with every guest, on hosts that do nothing else. */
@Area("performance")
class OperationLatencyTests {

  private static final int ROUNDS = 5;

  private final Pool pool;
  private final GuestImage guest;
  private final Time time;
  private final Kpis kpis;

  OperationLatencyTests(@Size(2) @Storage("nfs") Pool pool, GuestImage guest, Time time, Kpis kpis) {
    this.pool = pool;
    this.guest = guest;
    this.time = time;
    this.kpis = kpis;
  }

  @Test
  void operationsOnAVmAreTimed() {
    var dimensions = new TreeMap<String, String>();
    dimensions.put("guest", guest.label());
    for (int round = 0; round < ROUNDS; round++) {
      new VmOperations(pool, time, kpis, dimensions).timeAll(guest);
    }
  }
}
