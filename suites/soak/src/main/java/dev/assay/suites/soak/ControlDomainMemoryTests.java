package dev.assay.suites.soak;

import static dev.assay.core.Bytes.mib;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.kpi.Kpi;
import dev.assay.core.time.Time;
import dev.assay.testkit.Area;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Vm;
import java.time.Duration;
import org.testng.annotations.Test;

@Area("soak")
class ControlDomainMemoryTests {

  private static final Kpi FREE_MEMORY = Kpi.higher("soak.dom0-free-memory", "MiB");
  private static final Duration LENGTH = Duration.ofDays(7);
  private static final Duration PAUSE = Duration.ofHours(1);

  private final Pool pool;
  private final Time time;
  private final Kpis kpis;

  ControlDomainMemoryTests(Pool pool, Time time, Kpis kpis) {
    this.pool = pool;
    this.time = time;
    this.kpis = kpis;
  }

  @Test
  @Limit(minutes = 8 * 24 * 60)
  void aWeekOfStartsAndSuspendsLeaksNothing() {
    try (Vm vm = pool.create(vm()).start()) {
      double first = sample();
      var end = time.now().plus(LENGTH);
      while (time.now().isBefore(end)) {
        vm.reboot();
        vm.suspend();
        vm.resume();
        time.sleep(PAUSE);
        sample();
      }
      assertThat(first - sample()).as("MiB that the control domain lost in " + LENGTH).isLessThan(mib(16).inMib());
      assertThat(pool).isHealthy();
    }
  }

  private double sample() {
    double free = pool.master().controlDomainFreeMemory().inMib();
    kpis.record(FREE_MEMORY, free);
    return free;
  }
}
