package dev.assay.suites.stress;

import dev.assay.testkit.plan.Suite;
import dev.assay.testkit.plan.SuiteProvider;
import java.time.Duration;

/** Stress: lifecycle operations on one host in random order, checked by invariants. */
public final class StressSuite implements SuiteProvider {

  @Override
  public Suite suite() {
    return Suite.of("stress", "stress: 14 kinds of lifecycle operations in random order, checked by invariants", LifecycleStressTests.class, RepetitionTests.class, StepUpTests.class,
            SideEffectsTests.class, PausedGuestTests.class, TwoHostsTests.class)
        .withLimit(Duration.ofHours(50))
        .examiningHosts()
        .declaring(StressSizes.OF_STRESS);
  }
}
