package dev.assay.suites.upgrade;

import dev.assay.testkit.plan.Suite;
import dev.assay.testkit.plan.SuiteProvider;
import java.time.Duration;

/** Migration: from the oldest release, with its 32-bit control domain where it has one, to the build under test. */
public final class MigrationSuite implements SuiteProvider {

  @Override
  public Suite suite() {
    return Suite.of("migration", "migration: guests and their disks from the oldest release to the build under test",
        VersionMigrationTests.class, CrossVersionImportTests.class, StorageMigrationTests.class, LiveMigrationTests.class)
        .withLimit(Duration.ofHours(6))
        .declaring(UpgradeSizes.OF_MIGRATION);
  }
}
