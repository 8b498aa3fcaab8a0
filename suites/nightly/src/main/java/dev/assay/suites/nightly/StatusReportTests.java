package dev.assay.suites.nightly;

import static dev.assay.testkit.LabAssertions.assertThat;

import dev.assay.core.Capability;
import dev.assay.testkit.Area;
import dev.assay.testkit.Needs;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Size;
import java.nio.charset.StandardCharsets;
import org.testng.annotations.Test;

/** Every host gives every part of the server-status report, as an archive. */
@Area("serviceability")
@Needs(Capability.SERVICES)
class StatusReportTests {

  private final Pool pool;
  private final ReportEntry entry;

  StatusReportTests(@Size(2) Pool pool, ReportEntry entry) {
    this.pool = pool;
    this.entry = entry;
  }

  @Test
  void everyHostGivesIt() {
    for (var host : pool.hosts()) {
      var archive = host.statusReport(entry.label());
      assertThat(archive).as("the report of " + host).hasSizeGreaterThan(512);
      assertThat(new String(archive, 257, 5, StandardCharsets.US_ASCII)).as("the mark of a tar archive").isEqualTo("ustar");
    }
  }
}
