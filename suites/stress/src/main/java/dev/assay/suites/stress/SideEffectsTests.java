package dev.assay.suites.stress;

import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.kpi.Kpi;
import dev.assay.core.time.Time;
import dev.assay.testkit.Area;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Priority;
import dev.assay.testkit.Storage;
import java.time.Duration;
import org.testng.annotations.Test;

@Area("pool-stress")
@Priority(2)
class SideEffectsTests {

  private static final Kpi BESIDE_SCAN = Kpi.lower("pool-stress.start-beside-scan", "s");
  private static final Duration BEARABLE = Duration.ofSeconds(10);
  private static final int CHANGES = 40;
  private static final int SESSIONS = 10;

  private final Pool pool;
  private final Time time;
  private final Kpis kpis;

  SideEffectsTests(@Storage("nfs") Pool pool, Time time, Kpis kpis) {
    this.pool = pool;
    this.time = time;
    this.kpis = kpis;
  }

  @Test
  @Limit(minutes = 120)
  void whoListensIsToldOfEveryChange() {
    try (var guest = pool.create(vm())) {
      assertThat(guest.changesTold(CHANGES)).as("changes of " + guest + " that events told of").isEqualTo(CHANGES);
    }
  }

  @Test
  @Limit(minutes = 120)
  void sessionsThatLogOutAreGone() {
    for (int session = 0; session < SESSIONS; session++) {
      assertThat(pool.staysLoggedInAfterLogout()).as("a session is still good after its logout").isFalse();
    }
  }

  @Test
  @Limit(minutes = 120)
  void guestStartsWhileTheStorageIsLookedThrough() {
    try (var alone = pool.create(vm()); var beside = pool.create(vm())) {
      var without = startOf(alone::powerOn);
      var scan = time.fork("scan", () -> {
        pool.defaultSr().scan();
        return true;
      });
      time.sleep(Duration.ofMillis(100));
      var with = startOf(beside::powerOn);
      scan.join();
      kpis.record(BESIDE_SCAN, with);
      assertThat(with).as("how long a start takes during a scan").isLessThan(without.plus(BEARABLE));
    }
  }

  private Duration startOf(Runnable start) {
    var began = time.now();
    start.run();
    return time.since(began);
  }
}
