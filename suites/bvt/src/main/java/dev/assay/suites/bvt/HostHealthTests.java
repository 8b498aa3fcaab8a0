package dev.assay.suites.bvt;

import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.Capability;
import dev.assay.testkit.Area;
import dev.assay.testkit.Needs;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Vm;
import java.util.List;
import org.testng.annotations.Test;

@Area("host")
class HostHealthTests {

  /** What the toolstack is made of, beside what every health check looks at. */
  private static final List<String> TOOLSTACK = List.of("xapi", "xenopsd", "xcp-rrdd", "xcp-networkd", "squeezed");

  private final Pool pool;

  HostHealthTests(Pool pool) {
    this.pool = pool;
  }

  @Test
  void hostIsEnabledLiveAndFreeOfCrashes() {
    assertThat(pool.master()).isHealthy();
  }

  @Test
  @Needs(Capability.SERVICES)
  void toolstackServicesAreUp() {
    assertThat(pool.master()).runs(TOOLSTACK);
  }

  @Test
  void hypervisorAndToolstackAgreeWhatRuns() {
    try (var vm = pool.create(vm()).start()) {
      assertThat(pool.master().residents()).containsExactly(vm.name());
      assertThat(pool.master().domains()).hasSize(1);
      assertThat(vm).runsOnlyOn(pool.master());
    }
  }

  @Test
  @Needs(Capability.SERVICES)
  void toolstackLogsWhatItIsAskedToDo() {
    try (var vm = pool.create(vm()).start()) {
      assertThat(vm).isRunning();
      assertThat(pool.master().read("/var/log/xensource.log")).contains("VM.start");
    }
  }

  @Test
  @Needs(Capability.SERVICES)
  void serverStatusReportIsCollected() {
    assertThat(pool.master().statusReport()).hasSizeGreaterThan(1024);
  }

  @Test
  void startingVmsLeaksNoControlDomainMemory() {
    try (var vm = pool.create(vm())) {
      startAndStop(vm);
      var before = pool.master().controlDomainFreeMemory();
      for (int round = 0; round < 5; round++) {
        startAndStop(vm);
      }
      assertThat(before.count() - pool.master().controlDomainFreeMemory().count()).isLessThan(pool.master().controlDomainNoise().count());
    }
  }

  private static void startAndStop(Vm vm) {
    vm.start();
    vm.shutDown();
  }
}
