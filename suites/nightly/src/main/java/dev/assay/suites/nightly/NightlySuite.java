package dev.assay.suites.nightly;

import dev.assay.testkit.plan.Suite;
import dev.assay.testkit.plan.SuiteProvider;

/** Nightly regression: lifecycle behaviours with every guest. */
public final class NightlySuite implements SuiteProvider {

  @Override
  public Suite suite() {
    return Suite.of("nightly", "nightly regression: lifecycle behaviours with every guest", GuestLifecycleTests.class);
  }
}
