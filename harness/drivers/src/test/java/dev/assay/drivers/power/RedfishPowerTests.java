package dev.assay.drivers.power;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.lab.Power;
import dev.assay.drivers.Account;
import dev.assay.drivers.PowerContract;
import dev.assay.drivers.lab.TestingServedLab;
import dev.assay.xapi.http.TlsTrust;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import org.testng.annotations.AfterClass;
import org.testng.annotations.Test;

/** The driver against the simulated hosts' management controllers. */
public class RedfishPowerTests extends PowerContract {

  private static final Account ADMIN = new Account("admin", "simulated");

  private final TestingServedLab lab = new TestingServedLab();

  @AfterClass
  void close() {
    lab.close();
  }

  @Override
  protected void withPower(Work work) {
    try (var power = lab.power()) {
      power.set(Power.State.OFF);
      work.on(power);
    }
  }

  @Test
  public void otherCertificateIsRefusedNamingBoth() {
    var other = "00".repeat(32);
    try (var power = new RedfishPower(lab.redfish(), TlsTrust.pinned(other), ADMIN, lab.time)) {
      assertThatThrownBy(power::state)
          .isInstanceOf(AssayException.Lab.class)
          .hasMessageContaining(other)
          .hasMessageContaining(lab.host().powerCertificateSha256());
    }
  }

  @Test
  public void unpinnedCertificateThatNobodySignedIsRefused() {
    try (var power = new RedfishPower(lab.redfish(), new TlsTrust.BySystem(), ADMIN, lab.time)) {
      assertThatThrownBy(power::state).isInstanceOf(AssayException.Lab.class).hasMessageContaining("certificate");
    }
  }

  @Test
  public void wrongPasswordIsNamedAndNotShown() {
    var account = new Account("admin", "guessed");
    try (var power = new RedfishPower(lab.redfish(), TlsTrust.pinned(lab.host().powerCertificateSha256()), account, lab.time)) {
      assertThatThrownBy(power::state)
          .isInstanceOf(AssayException.Lab.class)
          .hasMessageContaining("login is refused")
          .hasMessageNotContaining("guessed");
    }
  }

  @Test
  public void refusedConnectionIsTheLabsFailure() throws IOException {
    int unused;
    try (var socket = new ServerSocket(0)) {
      unused = socket.getLocalPort();
    }
    try (var power = new RedfishPower(URI.create("https://127.0.0.1:" + unused), new TlsTrust.BySystem(), ADMIN, lab.time)) {
      assertThatThrownBy(power::state).isInstanceOf(AssayException.Lab.class).hasMessageContaining("127.0.0.1:" + unused);
    }
  }

  @Test
  public void passwordIsNotSentInClear() {
    var plain = URI.create("http://127.0.0.1:1");
    assertThatThrownBy(() -> new RedfishPower(plain, new TlsTrust.BySystem(), ADMIN, lab.time)).isInstanceOf(AssayException.Usage.class);
  }
}
