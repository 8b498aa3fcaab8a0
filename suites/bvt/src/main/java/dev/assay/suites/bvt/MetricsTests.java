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
    assertThat(pool.master().recordedValues("cpu_avg", ofMinutes(1))).isNotEmpty();
    try (Vm vm = pool.create(vm()).start()) {
      time.sleep(ofMinutes(1));
      vm.shutDown();
    }
    var values = pool.master().recordedValues("cpu_avg", ofMinutes(2));
    assertThat(values).hasSizeGreaterThan(5);
    assertThat(new HashSet<>(values)).hasSizeGreaterThan(1);
  }

  @Test
  void runningVmHasMetricsOfItsOwn() {
    try (Vm vm = pool.create(vm()).start()) {
      assertThat(pool.master().metrics(ofMinutes(1)).series()).isNotEmpty();
      time.sleep(ofMinutes(2));
      assertThat(pool.master().metricsOf(vm, ofMinutes(2))).contains("cpu0", "memory");
    }
  }
}
