package dev.assay.suites.nightly;

import static dev.assay.testkit.LabAssertions.assertRefused;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;
import static java.time.Duration.ofMinutes;

import dev.assay.core.Capability;
import dev.assay.testkit.Area;
import dev.assay.testkit.Host;
import dev.assay.testkit.Needs;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Priority;
import dev.assay.testkit.Since;
import dev.assay.testkit.Size;
import dev.assay.testkit.Storage;
import dev.assay.testkit.Vm;
import org.testng.annotations.Test;

/** Hosts of a pool look at each other's certificates, and take no rubbish for one of their own. */
@Area("security")
@Needs(Capability.ACCOUNTS)
@Priority(2)
class TlsTests {

  private final Pool pool;

  TlsTests(@Size(2) @Storage("nfs") Pool pool) {
    this.pool = pool;
  }

  @Test
  @Since("8.3")
  void verificationBetweenHostsIsSwitchedOnForAllAndStaysOn() {
    pool.bench().spoil();
    pool.toolstack().session().call("pool.enable_tls_verification");
    pool.slave().restartToolstack();
    pool.slave().awaitBack(ofMinutes(15));
    assertThat(pool.hosts()).as("hosts that verify certificates").allMatch(this::verifies);
    try (Vm vm = pool.create(vm().on(pool.createSr("nfs"))).startOn(pool.master())) {
      vm.migrateTo(pool.slave());
      assertThat(vm).isRunning().runsOnlyOn(pool.slave());
    }
  }

  @Test
  @Since("8.2")
  void whatIsNoCertificateIsNotShownToClients() {
    assertRefused("SERVER_CERTIFICATE_INVALID", () -> pool.toolstack().session().call("host.install_server_certificate",
        pool.toolstack().ref(pool.master().id()), "this is no certificate", "this is no key", ""));
    assertThat(pool.master()).isHealthy();
  }

  private boolean verifies(Host host) {
    return Boolean.TRUE.equals(pool.toolstack().session().call("host.get_tls_verification_enabled", pool.toolstack().ref(host.id())));
  }
}
