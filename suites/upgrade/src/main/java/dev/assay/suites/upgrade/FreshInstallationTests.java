package dev.assay.suites.upgrade;

import static dev.assay.testkit.LabAssertions.assertThat;

import dev.assay.core.Build;
import dev.assay.testkit.Area;
import dev.assay.testkit.Host;
import org.testng.annotations.Test;

@Area("installation")
class FreshInstallationTests {

  private final Host host;
  private final Build buildUnderTest;

  FreshInstallationTests(Host host, Build buildUnderTest) {
    this.host = host;
    this.buildUnderTest = buildUnderTest;
  }

  @Test
  void buildInstallsOverTheOldestRelease() {
    var older = host.buildsBefore(buildUnderTest).getFirst();
    host.install(older);
    assertThat(host).reports(older);
    host.install(buildUnderTest);
    assertThat(host).isHealthy().reports(buildUnderTest);
  }

  @Test
  void buildInstallsOverItself() {
    host.install(buildUnderTest);
    assertThat(host).isHealthy().reports(buildUnderTest);
  }
}
