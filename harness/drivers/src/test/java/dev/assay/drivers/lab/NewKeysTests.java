package dev.assay.drivers.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.Build;
import dev.assay.core.lab.Shell;
import dev.assay.core.lab.WrongIdentityException;
import dev.assay.core.run.History;
import dev.assay.core.time.SystemTime;
import dev.assay.core.time.VirtualTime;
import dev.assay.drivers.Account;
import dev.assay.drivers.install.HttpNetworkBoot;
import dev.assay.drivers.install.Installer;
import dev.assay.drivers.install.KeptKeys;
import dev.assay.drivers.power.RedfishPower;
import dev.assay.drivers.ssh.SshLogin;
import dev.assay.drivers.ssh.SshShell;
import dev.assay.drivers.ssh.SshTarget;
import dev.assay.simulator.SimulatedLab;
import dev.assay.simulator.served.HttpBootFiles;
import dev.assay.simulator.served.RenewedKeys;
import dev.assay.simulator.served.ServedHost;
import dev.assay.simulator.served.ServedLab;
import dev.assay.xapi.http.Fingerprint;
import dev.assay.xapi.http.HttpLimits;
import dev.assay.xapi.http.HttpTransport;
import dev.assay.xapi.http.TlsTrust;
import dev.assay.xapi.table.ApiTable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.testng.annotations.AfterClass;
import org.testng.annotations.Test;

/** A host behind sockets that makes new keys when it is installed. */
public class NewKeysTests {

  private static final double SPEED = 600;

  private final SystemTime time = SystemTime.faster(SPEED);
  private final VirtualTime labTime = VirtualTime.paced(TestingLab.START, SPEED);
  private final HttpNetworkBoot networkBoot =
      HttpNetworkBoot.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Optional.empty());
  private final RenewedKeys renewed = new RenewedKeys(7, new HttpBootFiles(networkBoot.base()));
  private final SimulatedLab lab =
      SimulatedLab.create(TestingLab.spec(), labTime, renewed, History.NONE, (system, doors) -> new LoginToolstack(system));
  private final ServedLab served = ServedLab.start(lab, labTime, ServedLab.Settings.ANY_PORTS, renewed);
  private final List<String> events = new ArrayList<>();
  private String lastSsh = "";
  private String lastCertificate = "";

  @AfterClass(alwaysRun = true)
  void close() {
    served.close();
    networkBoot.close();
    labTime.close();
  }

  @Test
  public void whatItsInstallerReportsTakesThePlaceOfTheOldKeysAndTheOldOnesAreRefused() {
    var host = served.host(TestingLab.HOST);
    var keys = new KeptKeys(host.sshHostKey(), host.certificateSha256());
    install(host, keys);
    assertThat(keys.ssh()).isNotEqualTo(host.sshHostKey());
    assertThat(keys.certificate()).isNotEqualTo(host.certificateSha256());
    assertThat(events).contains("install.key").doesNotContain("install.key-refused");
    lastSsh = keys.ssh();
    lastCertificate = keys.certificate();
    try (var shell = shell(host, keys.ssh())) {
      assertThat(shell.run(Duration.ofMinutes(1), List.of("hostname")).succeeded()).isTrue();
    }
    assertThatThrownBy(() -> shell(host, host.sshHostKey())).isInstanceOf(WrongIdentityException.class);
  }

  /** The report is heard and nothing is recorded: as a kill -9 at that very point leaves it, to the files that are still served. */
  @Test(dependsOnMethods = "whatItsInstallerReportsTakesThePlaceOfTheOldKeysAndTheOldOnesAreRefused")
  public void aHostWhoseInstallationWasCutShortBeforeItsKeyWasRecordedIsInstalledByTheNextHolder() {
    var host = served.host(TestingLab.HOST);
    var keys = new KeptKeys(lastSsh, lastCertificate);
    assertThatThrownBy(() -> install(host, keys, TestingLab.DUNDEE, (kind, subject, details) -> {
      if (details.getOrDefault("said", "").startsWith("NEW KEY")) {
        throw new Killed();
      }
    })).isInstanceOf(Killed.class);
    assertThat(keys.ssh()).isEqualTo(lastSsh);
    assertThat(keys.mayHaveChanged()).isTrue();
    awaitRefusalOf(host, lastSsh);
    var stranger = new KeptKeys(lastSsh, lastCertificate);
    assertThatThrownBy(() -> install(host, stranger, TestingLab.DUNDEE, History.NONE)).as("whom nobody left so is refused").isInstanceOf(WrongIdentityException.class);
    install(host, keys, TestingLab.DUNDEE, (kind, subject, details) -> events.add(kind));
    assertThat(keys.ssh()).isNotEqualTo(lastSsh);
    assertThat(keys.mayHaveChanged()).isFalse();
    assertThat(events).contains("install.unsettled");
    shell(host, keys.ssh()).close();
  }

  /** A controller that is no more: nothing of its own is tidied. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  /** Wait until the new system shows its own key. */
  private void awaitRefusalOf(ServedHost host, String key) {
    for (int i = 0; i < 12 * 60; i++) {
      try {
        shell(host, key).close();
      } catch (WrongIdentityException shown) {
        return;
      } catch (AssayException.Lab down) {
        // It is being installed.
      }
      time.sleep(Duration.ofMinutes(1));
    }
    throw new AssertionError("the host never showed a new key");
  }

  private void install(ServedHost host, KeptKeys keys) {
    install(host, keys, TestingLab.CREEDENCE, (kind, subject, details) -> events.add(kind));
  }

  private void install(ServedHost host, KeptKeys keys, Build build, History history) {
    var redfish = URI.create(host.power().toString().replace("redfish+", ""));
    var trust = new TlsTrust.Recorded(() -> Fingerprint.parse(keys.certificate()));
    try (var power = new RedfishPower(redfish, TlsTrust.pinned(host.powerCertificateSha256()), new Account("admin", "simulated"), time);
        var xapi = new HttpTransport(host.xapi(), trust, ApiTable.load(), HttpLimits.standard())) {
      var machine = new Installer.Machine(
          power, () -> shell(host, keys.ssh()), Optional.of(xapi), networkBoot, () -> labTime.run("console", () -> lab.host(TestingLab.HOST).console()), Optional.of(keys));
      var limits = new Installer.Limits(Duration.ofHours(12), Duration.ofMinutes(1));
      new Installer(machine, limits, time, history).bring(TestingLab.TARGET, build);
    }
  }

  private Shell shell(ServedHost host, String key) {
    return SshShell.connect(SshTarget.parse(host.ssh(), key), SshLogin.byPassword("root", TestingLab.PASSWORD), time);
  }
}
