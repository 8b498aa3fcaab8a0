package dev.assay.inventory;

import static dev.assay.inventory.TestingLabs.LENGTH;
import static dev.assay.inventory.TestingLabs.claimant;
import static dev.assay.inventory.TestingLabs.hosts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.HostId;
import dev.assay.core.lab.StaleLeaseException;
import java.util.Optional;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** What hosts are held against, on a real PostgreSQL. */
class PinsTests {

  private static final HostId H1 = HostId.of("h1");
  private static final String FILE = "SHA256:" + "A".repeat(43);
  private static final String NEW = "SHA256:" + "B".repeat(43);

  private TestingInventory inventory = TestingInventory.of(1);

  @BeforeMethod
  void open() {
    inventory.close();
    inventory = TestingInventory.of(2);
  }

  @AfterMethod(alwaysRun = true)
  void close() {
    inventory.close();
  }

  @Test
  void theLabFilesKeyHoldsUntilAnInstallerNamesAnother() {
    assertThat(holding(FILE)).contains(new Pin(FILE, Optional.empty()));
    var lease = lease();
    repin(lease, NEW);
    assertThat(holding(FILE)).hasValueSatisfying(pin -> {
      assertThat(pin.fingerprint()).isEqualTo(NEW);
      assertThat(pin.recorded().orElseThrow().who()).isEqualTo("its installer");
    });
  }

  @Test
  void whoCorrectsTheLabFileAfterwardsHasTheLastWord() {
    repin(lease(), NEW);
    var corrected = "SHA256:" + "C".repeat(43);
    assertThat(holding(corrected)).contains(new Pin(corrected, Optional.empty()));
  }

  @Test
  void theHostsHistorySaysWhatChangedAndOnWhoseWord() {
    repin(lease(), NEW);
    assertThat(inventory.inventory().history(H1, 10)).anySatisfy(step -> {
      assertThat(step.before()).isEqualTo(FILE);
      assertThat(step.after()).isEqualTo(NEW);
      assertThat(step.who()).isEqualTo("its installer");
      assertThat(step.why()).isEqualTo("new ssh key after its installation");
    });
  }

  @Test
  void whoLostTheHostRecordsNothing() {
    var lost = lease();
    inventory.inventory().release(lost);
    lease();
    assertThatThrownBy(() -> repin(lost, NEW)).isInstanceOf(StaleLeaseException.class);
    assertThat(holding(FILE)).contains(new Pin(FILE, Optional.empty()));
  }

  @Test
  void aHostLeftInTheMiddleOfAnInstallationIsUnsettledUntilOneComesToItsEnd() {
    var lost = lease();
    inventory.inventory().unsettle("small", host(FILE), lost.tokens().get(H1), "ann");
    inventory.inventory().release(lost);
    var next = lease();
    assertThat(inventory.inventory().isUnsettled("small", host(FILE))).isTrue();
    assertThatThrownBy(() -> inventory.inventory().settle("small", host(FILE), lost.tokens().get(H1))).isInstanceOf(StaleLeaseException.class);
    inventory.inventory().unsettle("small", host(FILE), next.tokens().get(H1), "ann");
    inventory.inventory().settle("small", host(FILE), next.tokens().get(H1));
    assertThat(inventory.inventory().isUnsettled("small", host(FILE))).isFalse();
  }

  @Test
  void aHostWithoutAPinIsGivenNone() {
    var host = TestingLabs.ofHosts(2).hosts().getFirst();
    assertThat(inventory.inventory().pin("small", host, Pin.Kind.CERTIFICATE)).isEmpty();
  }

  private Lease lease() {
    var leases = inventory.inventory();
    return leases.grant(leases.request(hosts(1), claimant("ann"), 5, LENGTH)).orElseThrow();
  }

  private void repin(Lease lease, String fingerprint) {
    inventory.inventory().repin("small", host(FILE), Pin.Kind.SSH_KEY, fingerprint, lease.tokens().get(H1), "its installer");
  }

  private Optional<Pin> holding(String inFile) {
    return inventory.inventory().pin("small", host(inFile), Pin.Kind.SSH_KEY);
  }

  private static Lab.Host host(String key) {
    var host = TestingLabs.ofHosts(2).host(H1).orElseThrow();
    var access = host.access();
    return new Lab.Host(host.id(), host.hostClass(), host.address(), host.mac(), host.cpuVendor(), host.cpus(), host.memory(), host.disk(), host.nics(),
        host.uefi(), host.reaches(), host.generations(), host.labels(),
        new Lab.Access(access.target(), access.user(), access.password(), access.key(), access.xapi(), Optional.empty(), access.ssh(), Optional.of(key),
            access.consoleLog(), access.power(), access.powerCertificateSha256(), access.powerUser(), access.powerPassword()),
        host.equipment());
  }
}
