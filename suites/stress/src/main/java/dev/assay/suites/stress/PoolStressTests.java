package dev.assay.suites.stress;

import static dev.assay.testkit.nemesis.Faults.POWER_CUT;
import static dev.assay.testkit.nemesis.Faults.POWER_CYCLE;
import static dev.assay.testkit.nemesis.Faults.TOOLSTACK_RESTART;
import static dev.assay.testkit.stress.Word.LIFECYCLE;
import static dev.assay.testkit.stress.Word.STORAGE;

import dev.assay.core.time.Chance;
import dev.assay.testkit.Area;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Priority;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.Size;
import dev.assay.testkit.Storage;
import dev.assay.testkit.check.Invariants;
import dev.assay.testkit.nemesis.Nemesis;
import dev.assay.testkit.stress.Stress;
import java.util.List;
import org.testng.annotations.Test;

@Area("pool-stress")
@Priority(1)
class PoolStressTests {

  private final Pool pool;
  private final Chance chance;
  private final Quantities sizes;

  PoolStressTests(@Size(3) @Storage("nfs") Pool pool, Chance chance, Quantities sizes) {
    this.pool = pool;
    this.chance = chance;
    this.sizes = sizes;
  }

  @Test
  @Limit(minutes = 60 * 60)
  void lifecycleAndStorageOperationsSideBySideBreakNothing() {
    stress().run().keeps(Invariants.all());
  }

  @Test
  @Limit(minutes = 60 * 60)
  void operationsSurviveTheLossOfHosts() {
    stress().with(Nemesis.of(List.of(POWER_CUT, POWER_CYCLE)).every(sizes.of(StressSizes.FAULT_EVERY))).run().keeps(Invariants.all());
  }

  @Test
  @Limit(minutes = 60 * 60)
  void operationsSurviveTheLossOfTheMaster() {
    stress().with(Nemesis.master(List.of(POWER_CYCLE, TOOLSTACK_RESTART)).every(sizes.of(StressSizes.FAULT_EVERY))).run().keeps(Invariants.all());
  }

  private Stress stress() {
    return Stress.on(pool, chance)
        .guests(sizes.of(StressSizes.POOL_GUESTS))
        .doing(LIFECYCLE).alsoDoing(STORAGE)
        .together(sizes.of(StressSizes.TOGETHER))
        .rounds(sizes.of(StressSizes.POOL_ROUNDS))
        .lasting(sizes.hours(StressSizes.POOL_HOURS))
        .shrinkingWithin(sizes.of(StressSizes.POOL_REPLAYS));
  }
}
