package dev.assay.suites.bvt;

import static dev.assay.testkit.LabAssertions.assertThat;

import dev.assay.core.Build;
import dev.assay.testkit.Area;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Priority;
import org.testng.annotations.Test;

@Area("installation")
@Priority(1)
class InstallationTests {

  private final Pool pool;
  private final Build buildUnderTest;

  InstallationTests(Pool pool, Build buildUnderTest) {
    this.pool = pool;
    this.buildUnderTest = buildUnderTest;
  }

  @Test
  void installedHostReportsTheBuildUnderTest() {
    assertThat(pool.master()).reports(buildUnderTest);
  }

  @Test
  void hostComesBackHealthyFromAReboot() {
    var host = pool.master();
    host.disable();
    host.reboot();
    assertThat(host).isHealthy().reports(buildUnderTest);
  }

  @Test
  void firstBootLeavesStorageForDisks() {
    assertThat(pool.localSr().attachments()).isEqualTo(1);
    assertThat(pool.defaultSr().type()).isIn("lvm", "ext");
  }
}
