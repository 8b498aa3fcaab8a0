package dev.assay.suites.perf;

import dev.assay.testkit.plan.Suite;
import dev.assay.testkit.plan.SuiteProvider;
import java.time.Duration;

/** Boot storms: 125 desktops on one host, as usual and otherwise, fifty on each host of a pool, a thousand over a pool. */
public final class BootStormSuite implements SuiteProvider {

  @Override
  public Suite suite() {
    return Suite.of("bootstorm", "boot storms: 125 desktops on one host, fifty on each host of a pool, a thousand over a pool, small guests on any host",
        LoneBootTests.class, BootStormTests.class, StormKindTests.class, PoolStormTests.class, ThousandStormTests.class, SmallGuestStormTests.class, PoolOverheadTests.class)
        .withLimit(Duration.ofHours(8))
        .declaring(PerfSizes.OF_STORM);
  }
}
