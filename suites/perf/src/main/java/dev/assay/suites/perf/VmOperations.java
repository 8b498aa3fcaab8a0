package dev.assay.suites.perf;

import static dev.assay.core.Bytes.gib;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.kpi.Kpi;
import dev.assay.core.time.Time;
import dev.assay.testkit.GuestImage;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Vm;
import java.time.Duration;
import java.util.SequencedMap;

/** The usual operations on a VM, timed one after the other. */
record VmOperations(Pool pool, Time time, Kpis kpis, SequencedMap<String, String> dimensions) {

  void timeAll(GuestImage guest) {
    try (Vm vm = pool.create(vm().from(guest).memory(gib(2)))) {
      timed("start", vm::powerOn);
      timed("boot", () -> vm.awaitLogin(Duration.ofMinutes(30)));
      timed("pause", vm::pause);
      timed("unpause", vm::unpause);
      timed("suspend", vm::suspend);
      timed("resume", vm::resume);
      timed("migrate", () -> vm.migrateTo(vm.host().id().equals(pool.master().id()) ? pool.slave() : pool.master()));
      timed("reboot", vm::reboot);
      timed("snapshot", vm::snapshot);
      timed("checkpoint", vm::checkpoint);
      timed("plug-disk", () -> vm.addDisk(gib(1)));
      timed("shutdown", vm::shutDown);
      timed("clone", () -> vm.copyOnWriteClone().close());
      assertThat(vm).isHalted();
    }
  }

  private void timed(String operation, Runnable work) {
    var begun = time.now();
    work.run();
    kpis.record(Kpi.lower("vm." + operation, "s"), time.since(begun).toNanos() / 1e9, dimensions);
  }
}
