package dev.assay.suites.soak;

import dev.assay.testkit.plan.Suite;
import dev.assay.testkit.plan.SuiteProvider;
import java.time.Duration;

/** Soak: two weeks of operations under load, watched for leaks. */
public final class SoakSuite implements SuiteProvider {

  @Override
  public Suite suite() {
    return Suite.of("soak", "soak: fourteen days of operations and of traffic, watched for leaks and health", FortnightTests.class, TrafficTests.class, SessionTests.class)
        .withLimit(Duration.ofDays(16))
        .examiningHosts()
        .declaring(SoakSizes.ALL);
  }
}
