package dev.assay.suites.perf;

import dev.assay.testkit.plan.Suite;
import dev.assay.testkit.plan.SuiteProvider;
import java.time.Duration;

/** Performance: a boot storm, measured. */
public final class PerfSuite implements SuiteProvider {

  @Override
  public Suite suite() {
    return Suite.of("perf", "performance: a boot storm, measured", BootStormTests.class).withLimit(Duration.ofHours(4));
  }
}
