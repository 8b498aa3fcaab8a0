package dev.assay.suites.soak;

import static dev.assay.testkit.workload.Workload.together;

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
import dev.assay.testkit.stress.Stress;
import dev.assay.testkit.stress.Word;
import dev.assay.testkit.workload.Gauge;
import dev.assay.testkit.workload.HealthChecks;
import dev.assay.testkit.workload.LeakWatch;
import dev.assay.testkit.workload.Load;
import dev.assay.testkit.workload.Operations;
import dev.assay.testkit.workload.Workload;
import org.testng.annotations.Test;

@Area("soak")
@Priority(1)
class FortnightTests {

  private final Pool pool;
  private final Chance chance;
  private final Kpis kpis;
  private final Quantities sizes;

  FortnightTests(@Size(2) @Storage("nfs") Pool pool, Chance chance, Kpis kpis, Quantities sizes) {
    this.pool = pool;
    this.chance = chance;
    this.kpis = kpis;
    this.sizes = sizes;
  }

  @Test
  @Limit(minutes = 16 * 24 * 60)
  void fourteenDaysOfOperationsUnderLoadLeakNothing() {
    var load = together(operations(), new HealthChecks(sizes.seconds(SoakSizes.HEALTH_SECONDS)), new LeakWatch(Gauge.all(), sizes.seconds(SoakSizes.READING_SECONDS)));
    new Load(pool, kpis).run(load, sizes.hours(SoakSizes.HOURS));
  }

  private Workload operations() {
    var stress = Stress.on(pool, chance)
        .guests(sizes.of(SoakSizes.GUESTS))
        .doing(Word.SOAK)
        .rounds(Integer.MAX_VALUE)
        .pausing(sizes.seconds(SoakSizes.PAUSE_SECONDS));
    return new Operations(stress, Invariants.all());
  }
}
