package dev.assay.suites.stress;

import dev.assay.testkit.plan.Suite;
import dev.assay.testkit.plan.SuiteProvider;
import java.time.Duration;

/** Stress: random lifecycle operations, checked by invariants. */
public final class StressSuite implements SuiteProvider {

  @Override
  public Suite suite() {
    return Suite.of("stress", "stress: random lifecycle operations, checked by invariants", LifecycleStressTests.class).withLimit(Duration.ofHours(48));
  }
}
