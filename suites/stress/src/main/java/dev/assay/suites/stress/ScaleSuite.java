package dev.assay.suites.stress;

import dev.assay.testkit.plan.Suite;
import dev.assay.testkit.plan.SuiteProvider;
import java.time.Duration;

/** Large-scale stability: pools that lose hosts, and hosts with very much of everything. */
public final class ScaleSuite implements SuiteProvider {

  @Override
  public Suite suite() {
    return Suite.of("scale", "scale: large pools under load, pools that lose one, many or all hosts, hundreds of hosts at once, and hosts with very many guests, disks and networks",
            LostHostsTests.class, LoadedPoolTests.class, LargeNumbersTests.class, ManyPoolsTests.class)
        .withLimit(Duration.ofHours(24))
        .examiningHosts()
        .declaring(ScaleSizes.ALL);
  }
}
