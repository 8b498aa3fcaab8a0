package dev.assay.suites.stress;

import static dev.assay.testkit.nemesis.Faults.POWER_CYCLE;
import static dev.assay.testkit.stress.Word.LIFECYCLE;

import dev.assay.core.kpi.Kpi;
import dev.assay.core.time.Chance;
import dev.assay.testkit.Area;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Priority;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.Size;
import dev.assay.testkit.Storage;
import dev.assay.testkit.check.Invariants;
import dev.assay.testkit.nemesis.Nemesis;
import dev.assay.testkit.stress.Stress;
import dev.assay.testkit.workload.VmCycles;
import java.util.List;
import org.testng.annotations.Test;

/** A large pool of which fifty threads ask at the same time. */
@Area("scale")
@Priority(1)
class LoadedPoolTests {

  private static final Kpi MASTER_BACK = Kpi.lower("scale.master-back-under-load", "s");

  private final Pool pool;
  private final Chance chance;
  private final Kpis kpis;
  private final Quantities sizes;

  LoadedPoolTests(
      @Size(quantity = ScaleSizes.HOSTS_NAME, fitting = true) @Storage("nfs") Pool pool, Chance chance, Kpis kpis, Quantities sizes) {
    this.pool = pool;
    this.chance = chance;
    this.kpis = kpis;
    this.sizes = sizes;
  }

  @Test
  @Limit(minutes = 24 * 60)
  void guestsAreClonedStartedRebootedShutDownAndDeletedInRandomOrder() {
    new VmCycles(pool, chance, sizes.of(ScaleSizes.THREADS), kpis).run(sizes.of(ScaleSizes.GUESTS_PER_HOST) * pool.hosts().size());
  }

  @Test
  @Limit(minutes = 24 * 60)
  void operationsSurviveThatTheirMasterLosesPower() {
    var stressed = Stress.on(pool, chance)
        .guests(sizes.of(ScaleSizes.LOADED_GUESTS))
        .doing(LIFECYCLE)
        .together(sizes.of(ScaleSizes.THREADS))
        .with(Nemesis.master(List.of(POWER_CYCLE)).every(sizes.of(ScaleSizes.FAULT_EVERY)))
        .rounds(sizes.of(ScaleSizes.ROUNDS))
        .shrinkingWithin(sizes.of(ScaleSizes.REPLAYS))
        .run();
    kpis.record(MASTER_BACK, stressed.recoveries());
    stressed.keeps(Invariants.all());
  }
}
