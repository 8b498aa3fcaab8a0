package dev.assay.suites.perf;

import dev.assay.testkit.plan.Suite;
import dev.assay.testkit.plan.SuiteProvider;
import java.time.Duration;

/** Density: as many VMs, disks and VLANs as a host supports. */
public final class DensitySuite implements SuiteProvider {

  @Override
  public Suite suite() {
    return Suite.of("density", "density: as many VMs, disks and VLANs as a host supports", 
            DensityTests.class,
            SmallGuestDensityTests.class,
            DesktopDensityTests.class,
            GrowingPoolTests.class,
            DiskLimitTests.class,
            CardLimitTests.class,
            VlanLimitTests.class,
            LunLimitTests.class,
            RepositoryLimitTests.class)
        .withLimit(Duration.ofHours(24))
        .declaring(PerfSizes.OF_DENSITY);
  }
}
