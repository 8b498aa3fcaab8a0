package dev.assay.drivers.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import org.testng.annotations.Test;

public class SshTargetTests {

  private static final String KEY = "SHA256:" + "A".repeat(43);

  @Test
  public void portIs22WhenNotSaid() {
    assertThat(SshTarget.parse("host.lab", KEY).port()).isEqualTo(22);
  }

  @Test
  public void addressOfIpVersion6StandsInBrackets() {
    var target = SshTarget.parse("[fe80::1]:2222", KEY);
    assertThat(target.host()).isEqualTo("fe80::1");
    assertThat(target).hasToString("[fe80::1]:2222");
  }

  @Test
  public void whatIsNoAddressIsRefused() {
    assertThatThrownBy(() -> SshTarget.parse("host:0", KEY)).isInstanceOf(AssayException.Usage.class);
    assertThatThrownBy(() -> SshTarget.parse("a host", KEY)).isInstanceOf(AssayException.Usage.class);
  }

  @Test
  public void md5FingerprintIsRefused() {
    assertThatThrownBy(() -> SshTarget.parse("host", "16:27:ac:a5:76:28:2d:36:63:1b:56:4d:eb:df:a6:48"))
        .isInstanceOf(AssayException.Usage.class)
        .hasMessageContaining("ssh-keygen");
  }

  @Test
  public void secretsDoNotShowWhenPrinted() {
    assertThat(SshLogin.byPassword("root", "hidden").toString()).doesNotContain("hidden");
    assertThat(new SshLogin.ByKey("root", "hidden").toString()).doesNotContain("hidden");
  }
}
