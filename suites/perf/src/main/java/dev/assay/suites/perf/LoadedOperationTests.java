package dev.assay.suites.perf;

import static dev.assay.testkit.GuestImage.DEBIAN_12;
import static dev.assay.testkit.GuestImage.WINDOWS_7;
import static dev.assay.testkit.LabAssertions.assertThat;

import dev.assay.core.time.Time;
import dev.assay.testkit.Area;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Size;
import dev.assay.testkit.Storage;
import java.util.List;
import java.util.TreeMap;
import org.testng.annotations.Test;

/** How long each operation on a VM takes on hosts that are busy with other guests. */
@Area("performance")
class LoadedOperationTests {

  private static final int ROUNDS = 5;

  private final Pool pool;
  private final OtherWork beside;
  private final Time time;
  private final Kpis kpis;

  LoadedOperationTests(@Size(2) @Storage("nfs") Pool pool, OtherWork beside, Time time, Kpis kpis) {
    this.pool = pool;
    this.beside = beside;
    this.time = time;
    this.kpis = kpis;
  }

  @Test
  void operationsOnAVmAreTimedBesideOtherWork() {
    try (var work = Busy.with(beside, pool, time)) {
      for (var guest : List.of(DEBIAN_12, WINDOWS_7)) {
        var dimensions = new TreeMap<String, String>();
        dimensions.put("guest", guest.label());
        dimensions.put("beside", beside.label());
        for (int round = 0; round < ROUNDS; round++) {
          new VmOperations(pool, time, kpis, dimensions).timeAll(guest);
        }
      }
      assertThat(work.wentWrong()).isEmpty();
    }
  }
}
