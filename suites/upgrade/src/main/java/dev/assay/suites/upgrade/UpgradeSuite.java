package dev.assay.suites.upgrade;

import dev.assay.testkit.plan.Suite;
import dev.assay.testkit.plan.SuiteProvider;
import java.time.Duration;

/** Upgrade: the build under test over what came before it. */
public final class UpgradeSuite implements SuiteProvider {

  @Override
  public Suite suite() {
    return Suite.of("upgrade", "upgrade: the build under test over what came before it", FreshInstallationTests.class).withLimit(Duration.ofHours(6));
  }
}
