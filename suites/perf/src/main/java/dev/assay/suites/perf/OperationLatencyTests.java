package dev.assay.suites.perf;

import static dev.assay.core.Bytes.gib;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.kpi.Kpi;
import dev.assay.core.time.Time;
import dev.assay.testkit.Area;
import dev.assay.testkit.GuestImage;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Size;
import dev.assay.testkit.Storage;
import dev.assay.testkit.Vm;
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
    for (int round = 0; round < ROUNDS; round++) {
      try (Vm vm = pool.create(vm().from(guest).memory(gib(2)))) {
        timed("start", vm::powerOn);
        timed("boot", () -> vm.awaitLogin(java.time.Duration.ofMinutes(30)));
        timed("pause", vm::pause);
        timed("unpause", vm::unpause);
        timed("suspend", vm::suspend);
        timed("resume", vm::resume);
        timed("migrate", () -> vm.migrateTo(vm.host().id().equals(pool.master().id()) ? pool.slave() : pool.master()));
        timed("reboot", vm::reboot);
        timed("snapshot", vm::snapshot);
        timed("checkpoint", vm::checkpoint);
        timed("shutdown", vm::shutDown);
        timed("clone", () -> vm.copyOnWriteClone().close());
        assertThat(vm).isHalted();
      }
    }
  }

  private void timed(String operation, Runnable work) {
    var begun = time.now();
    work.run();
    var dimensions = new TreeMap<String, String>();
    dimensions.put("guest", guest.label());
    kpis.record(Kpi.lower("vm." + operation, "s"), time.since(begun).toNanos() / 1e9, dimensions);
  }
}
