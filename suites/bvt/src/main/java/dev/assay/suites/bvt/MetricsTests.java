package dev.assay.suites.bvt;

import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;
import static java.time.Duration.ofMinutes;

import dev.assay.core.time.Time;
import dev.assay.testkit.Area;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Vm;
import java.util.HashSet;
import org.testng.annotations.Test;

@Area("metrics")
class MetricsTests {

  private final Pool pool;
  private final Time time;

  MetricsTests(Pool pool, Time time) {
    this.pool = pool;
    this.time = time;
  }

  @Test
  void hostCpuMetricsMove() {
    try (Vm vm = pool.create(vm()).start()) {
      time.sleep(ofMinutes(3));
      assertThat(pool.master().recordedValues("cpu_avg", ofMinutes(3))).hasSizeGreaterThan(10);
      assertThat(new HashSet<>(pool.master().recordedValues("cpu_avg", ofMinutes(3)))).hasSizeGreaterThan(1);
      assertThat(vm).isRunning();
    }
  }

  @Test
  void runningVmHasMetricsOfItsOwn() {
    try (Vm vm = pool.create(vm()).start()) {
      time.sleep(ofMinutes(2));
      assertThat(pool.master().metricsOf(vm, ofMinutes(2))).contains("cpu0", "memory");
    }
  }
}
