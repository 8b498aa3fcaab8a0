package dev.assay.suites.upgrade;

import dev.assay.testkit.plan.Suite;
import dev.assay.testkit.plan.SuiteProvider;
import java.time.Duration;

/** Upgrade: the build under test over what came before it, host by host and pool by pool. */
public final class UpgradeSuite implements SuiteProvider {

  @Override
  public Suite suite() {
    return Suite.of("upgrade", "upgrade: the build under test over what came before it, in place and rolling", FreshInstallationTests.class,
            InPlaceUpgradeTests.class, RollingPoolUpgradeTests.class, PoolUpgradeTests.class, HalfUpgradedPoolTests.class, SmallDiskUpgradeTests.class)
        .withLimit(Duration.ofHours(6))
        .declaring(UpgradeSizes.OF_UPGRADE);
  }
}
