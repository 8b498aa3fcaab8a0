package dev.assay.suites.bvt;

import static dev.assay.testkit.LabAssertions.assertRefused;

import dev.assay.core.Capability;
import dev.assay.testkit.Area;
import dev.assay.testkit.Needs;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Priority;
import org.testng.annotations.Test;

@Area("security")
@Needs(Capability.ACCOUNTS)
@Priority(1)
class AccessTests {

  private final Pool pool;

  AccessTests(Pool pool) {
    this.pool = pool;
  }

  @Test
  void wrongPasswordIsRefused() {
    assertRefused("SESSION_AUTHENTICATION_FAILED", () -> pool.logIn("not the password"));
  }

  @Test
  void emptyPasswordIsRefused() {
    assertRefused("SESSION_AUTHENTICATION_FAILED", () -> pool.logIn(""));
  }
}
