package dev.assay.suites.soak;

import dev.assay.testkit.plan.Suite;
import dev.assay.testkit.plan.SuiteProvider;
import java.time.Duration;

/** Soak: days of operations, watched for leaks. */
public final class SoakSuite implements SuiteProvider {

  @Override
  public Suite suite() {
    return Suite.of("soak", "soak: days of operations, watched for leaks", ControlDomainMemoryTests.class).withLimit(Duration.ofDays(8));
  }
}
