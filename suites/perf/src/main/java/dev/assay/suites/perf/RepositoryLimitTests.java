package dev.assay.suites.perf;

import static dev.assay.core.Bytes.mib;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.Build;
import dev.assay.core.kpi.Kpi;
import dev.assay.core.time.Time;
import dev.assay.testkit.Area;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.Sr;
import dev.assay.testkit.Storage;
import dev.assay.testkit.SupportedLimits;
import dev.assay.testkit.Vm;
import java.time.Duration;
import java.util.ArrayList;
import org.testng.annotations.Test;

/** A repository is filled with clones of one VM, and goes on being looked through and copied from as they become many. */
@Area("density")
class RepositoryLimitTests {

  private static final Kpi SCAN = Kpi.lower("storage.scan", "s");
  private static final Kpi CLONE = Kpi.lower("density.clone", "s");
  private static final Kpi COPY = Kpi.lower("density.full-copy", "s");
  private static final int CLONES_PER_COPY = 20;
  private static final int SCANS = 10;

  private final Pool pool;
  private final SupportedLimits limits;
  private final Time time;
  private final Kpis kpis;
  private final Quantities sizes;

  RepositoryLimitTests(@Storage("nfs") Pool pool, Build build, Time time, Kpis kpis, Quantities sizes) {
    this.pool = pool;
    this.limits = SupportedLimits.of(build);
    this.time = time;
    this.kpis = kpis;
    this.sizes = sizes;
  }

  @Test
  @Limit(minutes = 24 * 60)
  void repositoryHoldsAsManyDisksAsItShall() {
    int disks = Math.min(sizes.of(PerfSizes.DISKS), limits.disksOfRepository());
    try (Sr sr = pool.createSr("nfs"); Vm gold = pool.create(vm().memory(mib(256)).on(sr))) {
      var vms = new ArrayList<Vm>();
      for (int held = gold.disks().size(); held < disks; held++) {
        vms.add(offspring(gold, held));
        if (held % Math.max(1, disks / SCANS) == 0) {
          record(SCAN, timed(sr::scan), held);
        }
      }
      assertThat(sr.disks()).hasSize(disks);
      assertThat(vms.getLast().start()).isRunning();
      vms.forEach(Vm::close);
      assertThat(sr.disks()).as("disks left when all VMs but the first are gone").hasSize(gold.disks().size());
    }
  }

  private Vm offspring(Vm gold, int held) {
    var made = new ArrayList<Vm>();
    boolean copies = held % CLONES_PER_COPY == 0;
    var took = timed(() -> made.add(copies ? gold.fullCopy() : gold.copyOnWriteClone()));
    record(copies ? COPY : CLONE, took, held);
    return made.getFirst();
  }

  private Duration timed(Runnable action) {
    var begun = time.now();
    action.run();
    return time.since(begun);
  }

  /** Readings at the same tenth of the way are of one series. */
  private void record(Kpi kpi, Duration took, int held) {
    int tenth = Math.max(1, sizes.of(PerfSizes.DISKS) / SCANS);
    kpis.record(kpi, took, "disks", Math.ceilDiv(held, tenth) * tenth);
  }
}
