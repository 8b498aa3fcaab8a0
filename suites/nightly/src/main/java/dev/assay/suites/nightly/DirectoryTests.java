package dev.assay.suites.nightly;

import static dev.assay.testkit.LabAssertions.assertRefused;
import static dev.assay.testkit.LabAssertions.assertThat;

import dev.assay.core.Capability;
import dev.assay.testkit.Area;
import dev.assay.testkit.Needs;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Priority;
import dev.assay.testkit.Role;
import dev.assay.xapi.model.HostRef;
import org.testng.annotations.Test;

/** Users come from the directory and go. */
@Area("access-rights")
@Needs(Capability.ACCOUNTS)
@Priority(2)
class DirectoryTests {

  private final Pool pool;

  DirectoryTests(Pool pool) {
    this.pool = pool;
  }

  @Test
  void userWhomNobodyAdmittedIsKeptOut() {
    try (var directory = pool.joinDirectory()) {
      assertRefused("SESSION_AUTHENTICATION_FAILED", directory::logIn);
    }
  }

  @Test
  void userWithAWrongPasswordIsKeptOut() {
    try (var directory = pool.joinDirectory()) {
      directory.admit(Role.POOL_ADMIN);
      assertRefused("SESSION_AUTHENTICATION_FAILED", () -> directory.logIn("not the password"));
    }
  }

  @Test
  void userWhoIsDismissedIsLoggedOut() {
    try (var directory = pool.joinDirectory()) {
      directory.admit(Role.POOL_ADMIN);
      try (var session = directory.logIn()) {
        assertThat(session.all(HostRef.KIND)).hasSize(1);
        directory.dismiss();
        assertRefused("SESSION_INVALID", () -> session.transport().call("host.get_all", java.util.List.of(session.id())));
      }
    }
  }

  @Test
  void poolJoinsADirectoryOnce() {
    try (var directory = pool.joinDirectory()) {
      directory.admit(Role.READ_ONLY);
      assertRefused("POOL_AUTH_ALREADY_ENABLED", pool::joinDirectory);
    }
  }
}
