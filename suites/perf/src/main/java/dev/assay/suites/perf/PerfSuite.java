package dev.assay.suites.perf;

import dev.assay.testkit.plan.Suite;
import dev.assay.testkit.plan.SuiteProvider;
import java.time.Duration;

/** Performance: what every build is measured by. */
public final class PerfSuite implements SuiteProvider {

  @Override
  public Suite suite() {
    return Suite.of("perf", "performance: a boot storm and the latencies of operations, measured", BootStormTests.class, OperationLatencyTests.class)
        .withLimit(Duration.ofHours(4))
        .declaring(PerfSizes.OF_STORM);
  }
}
