package dev.assay.suites.stress;

import dev.assay.testkit.plan.Suite;
import dev.assay.testkit.plan.SuiteProvider;
import java.time.Duration;

/** Pool stress: lifecycle and storage operations on a pool, with faults injected. */
public final class PoolStressSuite implements SuiteProvider {

  @Override
  public Suite suite() {
    return Suite.of("pool-stress", "pool stress: lifecycle and storage operations on a pool, hosts lost meanwhile, checked by invariants", PoolStressTests.class, SideEffectsTests.class)
        .withLimit(Duration.ofHours(50))
        .examiningHosts()
        .declaring(StressSizes.OF_POOL_STRESS);
  }
}
