package dev.assay.suites.nightly;

import static dev.assay.testkit.LabAssertions.assertRefused;
import static dev.assay.testkit.LabAssertions.assertThat;

import dev.assay.core.Capability;
import dev.assay.testkit.Area;
import dev.assay.testkit.Needs;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Role;
import dev.assay.testkit.Since;
import dev.assay.testkit.Size;
import java.time.Duration;
import org.testng.annotations.Test;

/** A pool is enrolled in the vendor's health check, remembers it, and gives the report that is sent. */
@Area("health-check")
@Since("7.0")
@Needs(Capability.SERVICES)
class HealthCheckTests {

  private static final String ENTRIES = "xenserver-logs,host-crashdump-logs,xapi-debug";

  private final Pool pool;

  HealthCheckTests(@Size(2) Pool pool) {
    this.pool = pool;
  }

  @Test
  void enrolmentIsKeptWhenTheToolstackRestarts() {
    try (var check = pool.healthCheck().enrol()) {
      pool.master().restartToolstack();
      pool.master().awaitBack(Duration.ofMinutes(10));
      assertThat(check.settings()).containsEntry("Enrollment", "true").containsEntry("Schedule.IntervalInDays", "14");
    }
    assertThat(pool.healthCheck().settings()).isEmpty();
  }

  @Test
  void reportOfEveryHostIsTakenAndTheUploadNoted() {
    try (var check = pool.healthCheck().enrol()) {
      for (var host : pool.hosts()) {
        assertThat(host.statusReport(ENTRIES)).as("the report of " + host).hasSizeGreaterThan(512);
      }
      check.noteUpload("2016-05-24T01:00:00Z");
      check.noteUpload("2016-06-07T01:00:00Z");
      assertThat(check.settings()).containsEntry("LastSuccessfulUpload", "2016-06-07T01:00:00Z");
    }
  }

  @Test
  void readerMayNotEnrolThePool() {
    try (var directory = pool.joinDirectory()) {
      directory.admit(Role.READ_ONLY);
      try (var session = directory.logIn()) {
        assertRefused("RBAC_PERMISSION_DENIED", () -> pool.healthCheck().enrolAs(session));
      }
      assertThat(pool.healthCheck().settings()).isEmpty();
    }
  }
}
