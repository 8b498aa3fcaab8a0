package dev.assay.suites.perf;

import static dev.assay.core.Bytes.gib;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.kpi.Kpi;
import dev.assay.core.time.Time;
import dev.assay.testkit.Area;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.Silence;
import dev.assay.testkit.Size;
import dev.assay.testkit.Storage;
import dev.assay.testkit.Vm;
import java.time.Duration;
import java.util.TreeMap;
import org.testng.annotations.Test;

/** How long guests take to move between hosts and disks between repositories, and how long the guest is silent meanwhile. */
@Area("performance")
class MotionTests {

  private static final Kpi MOVE = Kpi.lower("migration.duration", "s");
  private static final Kpi SILENCE = Kpi.lower("migration.downtime", "s");
  private static final Kpi DISK_MOVE = Kpi.lower("storage-motion.duration", "s");
  private static final Kpi DISK_SILENCE = Kpi.lower("storage-motion.downtime", "s");
  /** The reference procedure's ping. */
  private static final Duration PING = Duration.ofMillis(100);
  /** What the reference procedure allows a guest whose disk moves. */
  private static final Duration LONGEST_DISK_SILENCE = Duration.ofSeconds(30);

  private final Pool pool;
  private final MovingMemory memory;
  private final OtherWork beside;
  private final Time time;
  private final Kpis kpis;
  private final Quantities sizes;

  MotionTests(@Size(2) @Storage("nfs") Pool pool, MovingMemory memory, OtherWork beside, Time time, Kpis kpis, Quantities sizes) {
    this.pool = pool;
    this.memory = memory;
    this.beside = beside;
    this.time = time;
    this.kpis = kpis;
    this.sizes = sizes;
  }

  @Test
  void guestsMoveBetweenHosts() {
    try (var work = Busy.with(beside, pool, time); Vm vm = started()) {
      for (int round = 0; round < sizes.of(PerfSizes.MOVES); round++) {
        var target = round % 2 == 0 ? pool.slave() : pool.master();
        record(MOVE, SILENCE, Silence.of(vm, PING, time, () -> vm.migrateTo(target)));
      }
      assertThat(vm).isRunning().answersWithin(Duration.ofMinutes(2));
      assertThat(work.wentWrong()).isEmpty();
    }
  }

  @Test
  void disksMoveBetweenRepositories() {
    try (var work = Busy.with(beside, pool, time); Vm vm = started()) {
      vm.plug(pool.defaultSr().createDisk(gib(8)));
      for (int round = 0; round < Math.max(2, sizes.of(PerfSizes.MOVES) / 10); round++) {
        var target = round % 2 == 0 ? pool.localSr() : pool.defaultSr();
        var seen = Silence.of(vm, PING, time, () -> vm.moveDisk(vm.disks().getLast(), target));
        record(DISK_MOVE, DISK_SILENCE, seen);
        assertThat(seen.longest()).as("silence of a guest whose disk moved").isLessThanOrEqualTo(LONGEST_DISK_SILENCE);
      }
      assertThat(vm).isRunning().answersWithin(Duration.ofMinutes(2));
      assertThat(work.wentWrong()).isEmpty();
    }
  }

  private Vm started() {
    return pool.create(vm().memory(gib(memory.gib()))).startOn(pool.master());
  }

  private void record(Kpi move, Kpi silence, Silence seen) {
    var dimensions = new TreeMap<String, String>();
    dimensions.put("memory", memory.label());
    dimensions.put("beside", beside.label());
    kpis.record(move, seen.took().toNanos() / 1e9, dimensions);
    kpis.record(silence, seen.longest().toNanos() / 1e9, dimensions);
  }
}
