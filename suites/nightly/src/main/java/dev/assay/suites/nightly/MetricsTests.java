package dev.assay.suites.nightly;

import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;
import static java.time.Duration.ofMinutes;

import dev.assay.core.time.Time;
import dev.assay.testkit.Area;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Size;
import dev.assay.testkit.Storage;
import dev.assay.testkit.Vm;
import java.util.HashSet;
import org.testng.annotations.Test;

/** Every host of a pool records how busy it is, and its guests how busy they are wherever they run. */
@Area("metrics")
class MetricsTests {

  private final Pool pool;
  private final Time time;

  MetricsTests(@Size(2) @Storage("nfs") Pool pool, Time time) {
    this.pool = pool;
    this.time = time;
  }

  @Test
  void processorMetricsOfEveryHostMove() {
    lookOnce();
    try (Vm first = pool.create(vm()).startOn(pool.master()); Vm second = pool.create(vm()).startOn(pool.slave())) {
      time.sleep(ofMinutes(1));
      first.shutDown();
      second.shutDown();
    }
    time.sleep(ofMinutes(1));
    for (var host : pool.hosts()) {
      assertThat(new HashSet<>(host.recordedValues("cpu_avg", ofMinutes(3)))).as("how busy " + host + " was").hasSizeGreaterThan(1);
    }
  }

  @Test
  void metricsOfAGuestGoOnWhereItMovedTo() {
    lookOnce();
    try (Vm vm = pool.create(vm()).startOn(pool.master())) {
      vm.migrateTo(pool.slave());
      time.sleep(ofMinutes(2));
      assertThat(pool.slave().metricsOf(vm, ofMinutes(1))).contains("cpu0", "memory");
    }
  }

  /** A host that nobody looked at for long may rest its recording. */
  private void lookOnce() {
    pool.hosts().forEach(host -> host.metrics(ofMinutes(1)));
  }
}
