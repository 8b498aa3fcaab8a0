package dev.assay.suites.stress;

import static dev.assay.core.Bytes.mib;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.kpi.Kpi;
import dev.assay.core.time.Time;
import dev.assay.testkit.Area;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Priority;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.Storage;
import dev.assay.testkit.Vm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.testng.annotations.Test;

@Area("scale")
@Priority(2)
class LargeNumbersTests {

  private static final Kpi START = Kpi.lower("scale.start", "s");
  private static final int DISKS_OF_ONE_GUEST = 12;
  private static final int SPAN = 10;

  private final Pool pool;
  private final Time time;
  private final Kpis kpis;
  private final Quantities sizes;

  LargeNumbersTests(@Storage("nfs") Pool pool, Time time, Kpis kpis, Quantities sizes) {
    this.pool = pool;
    this.time = time;
    this.kpis = kpis;
    this.sizes = sizes;
  }

  @Test
  @Limit(minutes = 24 * 60)
  void laterGuestsStartAboutAsFastAsTheFirst() {
    try (var gold = pool.create(vm().memory(mib(256)))) {
      var started = new ArrayList<Vm>();
      var times = new ArrayList<Duration>();
      for (int i = 0; i < sizes.of(ScaleSizes.STARTS); i++) {
        var clone = gold.copyOnWriteClone();
        var start = time.now();
        clone.powerOn();
        times.add(time.since(start));
        clone.awaitLogin(Duration.ofMinutes(15));
        started.add(clone);
      }
      kpis.record(START, times);
      assertThat(median(times.subList(times.size() - SPAN, times.size()))).as("seconds that the last guests took to start")
          .isLessThan(1.5 * median(times.subList(0, SPAN)));
      started.forEach(Vm::close);
    }
  }

  @Test
  @Limit(minutes = 24 * 60)
  void hostWithVeryManyDisksRestarts() {
    var guests = new ArrayList<Vm>();
    for (int disks = 0; disks < sizes.of(ScaleSizes.DISKS); disks += DISKS_OF_ONE_GUEST) {
      var guest = pool.create(vm());
      for (int disk = 0; disk < Math.min(DISKS_OF_ONE_GUEST, sizes.of(ScaleSizes.DISKS) - disks); disk++) {
        guest.addDisk(mib(8));
      }
      guests.add(guest.start());
    }
    pool.master().disable();
    guests.forEach(Vm::shutDown);
    pool.master().reboot();
    assertThat(pool).isHealthy();
    guests.forEach(Vm::close);
  }

  @Test
  @Limit(minutes = 24 * 60)
  void vlansComeAndGoWithoutATrace() {
    assertThat(pool.vlansLeaveBehind(100, sizes.of(ScaleSizes.VLANS))).as("interfaces that destroyed VLANs left").isZero();
  }

  private static double median(List<Duration> times) {
    return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow().toMillis() / 1000.0;
  }
}
