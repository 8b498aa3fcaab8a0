package dev.assay.suites.nightly;

import dev.assay.testkit.plan.Suite;
import dev.assay.testkit.plan.SuiteProvider;

/** General regression: every behaviour that the nightly one tries, each guest, size, storage and network in one combination at least. */
public final class RegressionSuite implements SuiteProvider {

  @Override
  public Suite suite() {
    return Suite.of("regression", "general regression: every behaviour, each guest, size, storage and network at least once", Behaviours.ALL)
        .tryingEachValue();
  }
}
