package dev.assay.drivers.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.HostId;
import dev.assay.core.lab.HostKeys;
import dev.assay.core.lab.NetworkBoot;
import dev.assay.core.run.History;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class InstallReportsTests {

  private static final HostId HOST = HostId.of("xen-1");

  private final List<String> said = new ArrayList<>();
  private final List<String> noted = new ArrayList<>();
  private InstallReports reports;

  @BeforeMethod
  void begin() {
    said.clear();
    noted.clear();
    reports = reports(Optional.empty());
  }

  @Test
  public void eachReportIsNotedOnce() {
    said.add("installing");
    assertThat(reports.hear()).isEmpty();
    said.add("installed xen-12-4.17");
    assertThat(reports.hear()).isEmpty();
    assertThat(noted).containsExactly("install.reported installing", "install.reported installed xen-12-4.17");
    assertThat(reports.last()).contains("installed xen-12-4.17");
  }

  @Test
  public void aFailureEndsTheTryWithItsReason() {
    said.add("FAILED: fetched only in part");
    assertThat(reports.hear()).contains("its installer says: fetched only in part");
  }

  @Test
  public void wrongAnswersAreTheLabsFailureAtOnce() {
    said.add("REFUSED: the answer file names the disk /dev/sdz; this machine has: sda sdb");
    assertThatThrownBy(reports::hear).isInstanceOf(AssayException.Lab.class)
        .hasMessage("installing host xen-1: its installer refuses the answers: the answer file names the disk /dev/sdz; this machine has: sda sdb;"
            + " correct the lab file or the build's media");
  }

  @Test
  public void anUpgradeHearsARefusalAsTheProductsOwnWord() {
    said.add("REFUSED: xen-12-4.17 is newer than Xen 4.14, and is not downgraded");
    assertThat(reports.hearWithRefusals()).contains("its installer refuses: xen-12-4.17 is newer than Xen 4.14, and is not downgraded");
  }

  private InstallReports reports(Optional<HostKeys> keys) {
    History history = (kind, subject, details) -> noted.add(kind + " " + String.join(" ", details.values()));
    return new InstallReports(new Talking(said), history, HOST, new NewKeys(keys, history, HOST));
  }

  @Test
  public void theKeyThatTheInstallerNamesWithTheLeasesTokenHolds() {
    var keys = new KeptKeys("old", "old");
    said.add("NEW KEY: 7 ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBhpDmHCMhGG9P0O0P1ZPhqLTi4wTnyAEnxDlLJtPZoV");
    reports(Optional.of(keys)).hear();
    assertThat(keys.ssh()).matches("SHA256:[A-Za-z0-9+/]{43}");
    assertThat(keys.certificate()).isEqualTo("old");
  }

  @Test
  public void aKeyIsNotBelievedWithAnotherLeasesTokenNorWhenItIsNoKeyNorWhereNoneIsHeldAgainstTheHost() {
    var keys = new KeptKeys("old", "old");
    said.addAll(List.of("NEW KEY: 6 ssh-ed25519 AAAA", "NEW KEY: ssh-ed25519 AAAA", "NEW KEY: 7 ssh-ed25519 A", "NEW KEY: 7 rsa AAAA"));
    reports(Optional.of(keys)).hear();
    reports(Optional.empty()).hear();
    assertThat(List.of(keys.ssh(), keys.certificate())).containsExactly("old", "old");
    assertThat(noted).filteredOn(note -> note.startsWith("install.key-refused")).hasSize(4);
    assertThat(noted).contains("install.key-refused the report of a new key is not believed: it does not bear the token of this lease");
  }

  private record Talking(List<String> said) implements NetworkBoot {
    @Override
    public void publish(HostId host, SequencedMap<String, byte[]> files) {}

    @Override
    public void withdraw(HostId host) {}

    @Override
    public URI address(HostId host, String file) {
      return URI.create("http://boot/" + file);
    }

    @Override
    public List<String> reports(HostId host) {
      return said;
    }
  }
}
