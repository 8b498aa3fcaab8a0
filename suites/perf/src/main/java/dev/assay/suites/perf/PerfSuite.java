package dev.assay.suites.perf;

import dev.assay.testkit.plan.Suite;
import dev.assay.testkit.plan.SuiteProvider;
import java.time.Duration;

/** Performance: what every build is measured by. */
public final class PerfSuite implements SuiteProvider {

  @Override
  public Suite suite() {
    return Suite.of("perf", "performance: disks and networks under load, operations idle and busy, calls, moves, a boot storm, all measured",
            LoneBootTests.class,
            BootStormTests.class,
            OperationLatencyTests.class,
            LoadedOperationTests.class,
            DiskLoadTests.class,
            DiskLatencyTests.class,
            StorageKindLoadTests.class,
            NetworkLoadTests.class,
            ApiLatencyTests.class,
            MotionTests.class)
        .withLimit(Duration.ofHours(8))
        .declaring(PerfSizes.OF_PERF);
  }
}
