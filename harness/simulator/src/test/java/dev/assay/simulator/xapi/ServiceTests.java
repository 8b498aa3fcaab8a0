package dev.assay.simulator.xapi;

import static dev.assay.simulator.xapi.XapiLab.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.testng.annotations.Test;

/** What administrators ask of a pool now and then. */
public class ServiceTests extends XapiFixture {

  private static final String PEM = "-----BEGIN CERTIFICATE-----\nMTIz\n-----END CERTIFICATE-----\n";

  @Test
  public void aVmIsImportedFromWhereAnotherHostServesIt() {
    setUp(2);
    inside(() -> {
      lab.install(1, "dundee");
      client = lab.login(1);
      lab.install(2, "dundee");
      var other = lab.login(2);
      var uuid = (String) client.get("VM", client.createVm("a"), "uuid");
      var url = "http://" + XapiLab.address(1) + "/export?uuid=" + uuid + "&session_id=" + client.session();
      var made = other.refs("VM.import", url, other.only("SR", "Local storage"), true, false).getFirst();
      assertThat(other.get("VM", made, "uuid")).isEqualTo(uuid);
      other.call("VM.start", made, false, false);
      assertThatThrownBy(() -> other.call("VM.import", "http://10.0.0.99/x", other.only("SR", "Local storage"), false, false)).hasMessageContaining("ECONNREFUSED");
      assertThatThrownBy(() -> other.call("VM.import", url + "x", other.only("SR", "Local storage"), false, false)).hasMessageContaining("401");
    });
  }

  @Test
  public void featuresOfProcessorsAreHiddenFromTheNextBootOn() {
    setUp(1);
    inside(() -> {
      var host = client.thisHost();
      var physical = info(host, "physical_features");
      var masked = "77fefbff-bfebfbff-00000001-00000000";
      assertRefused(() -> client.call("host.set_cpu_features", host, "ffff"), "INVALID_FEATURE_STRING", "ffff");
      client.call("host.set_cpu_features", host, masked);
      assertThat(List.of(info(host, "features"), info(host, "features_after_reboot"))).containsExactly(physical, masked);
      reboot(host);
      assertThat(info(host, "features")).isEqualTo(masked);
      client.call("host.reset_cpu_features", host);
      reboot(host);
      assertThat(List.of(info(host, "features"), info(host, "physical_features"))).containsExactly(physical, physical);
    });
  }

  private Object info(String host, String name) {
    return client.map("host.get_cpu_info", host).get(name);
  }

  private void reboot(String host) {
    client.call("host.disable", host);
    client.call("host.reboot", host);
    lab.time.sleep(Duration.ofSeconds(30));
    lab.awaitUp(1);
    client = lab.login(1);
  }

  @Test
  public void aVmSaysWhichKeysItsFirmwareTrusts() {
    setUpWith("stockholm");
    inside(() -> {
      var vm = client.createVm("a");
      assertThat(client.text("VM.get_secureboot_readiness", vm)).isEqualTo("not_supported");
      client.call("VM.set_HVM_boot_params", vm, Values.map("firmware", "uefi"));
      assertThat(client.text("VM.get_secureboot_readiness", vm)).isEqualTo("disabled");
      client.call("VM.add_to_platform", vm, "secureboot", "true");
      assertThat(client.text("VM.get_secureboot_readiness", vm)).isEqualTo("first_boot");
      client.call("VM.set_uefi_mode", vm, "setup");
      assertThat(client.text("VM.get_secureboot_readiness", vm)).isEqualTo("setup_mode");
      client.call("VM.set_uefi_mode", vm, "user");
      assertThat(client.text("VM.get_secureboot_readiness", vm)).isEqualTo("ready");
      client.call("VM.update_secureboot_certificates_on_boot", vm, true);
      assertThat(client.get("VM", vm, "secureboot_certificates_state")).isEqualTo("update_on_boot");
    });
  }

  @Test
  public void certificatesAreTrustedOnce() {
    setUpWith("stockholm");
    inside(() -> {
      var pool = client.refs("pool.get_all").getFirst();
      client.call("pool.install_trusted_certificate", pool, false, PEM, List.of("licensing"));
      assertThatThrownBy(() -> client.call("pool.install_trusted_certificate", pool, true, PEM, List.of())).hasMessageContaining("CERTIFICATE_ALREADY_EXISTS");
      var certificate = client.refs("Certificate.get_all").stream().filter(one -> client.get("Certificate", one, "type").equals("pinned")).findFirst().orElseThrow();
      assertThat(client.get("Certificate", certificate, "purpose")).isEqualTo(List.of("licensing"));
      client.call("pool.uninstall_trusted_certificate", pool, certificate);
      client.call("pool.install_trusted_certificate", pool, true, PEM, List.of());
      assertRefused(() -> client.call("pool.install_trusted_certificate", pool, true, "none", List.of()), "TRUSTED_CERTIFICATE_INVALID");
    });
  }

  @Test
  public void aScriptIsCalledBesideARunningVm() {
    setUpWith("stockholm");
    inside(() -> {
      var vm = client.createVm("a");
      assertRefused(() -> client.call("VM.call_host_plugin", vm, "echo", "main", Values.map("text", "hi")), "VM_BAD_POWER_STATE", vm, "running", "halted");
      client.call("VM.start", vm, false, false);
      assertThat(client.text("VM.call_host_plugin", vm, "echo", "main", Values.map("text", "hi"))).isEqualTo("hi");
    });
  }
}
