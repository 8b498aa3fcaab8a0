package dev.assay.drivers.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.Build;
import dev.assay.core.BuildId;
import dev.assay.core.lab.Fence;
import dev.assay.core.lab.Power;
import dev.assay.core.lab.StaleLeaseException;
import dev.assay.drivers.console.Console;
import dev.assay.drivers.fenced.FencedPower;
import dev.assay.drivers.lab.TestingLab;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** The strategy on simulated machines, in virtual time. */
public class InstallerTests {

  private TestingLab lab;

  @BeforeMethod
  void make() {
    lab = new TestingLab();
  }

  @AfterMethod
  void close() {
    lab.close();
  }

  @Test
  public void blankHostIsBroughtToTheBuild() {
    var installation = bring(TestingLab.CREEDENCE);
    assertThat(installation.tries()).isEqualTo(1);
    assertThat(installation.took()).isGreaterThan(Duration.ofMinutes(1));
    assertThat(inventory()).contains("PRODUCT_VERSION='6.5.0'").contains("BUILD_NUMBER='90233'");
    assertThat(lab.events)
        .containsExactly("install.started", "install.published", "install.booted", "install.withdrawn", "install.completed");
  }

  @Test
  public void healthyHostAtTheBuildIsLeftAlone() {
    bring(TestingLab.CREEDENCE);
    var before = inventory();
    assertThat(bring(TestingLab.CREEDENCE).tries()).isZero();
    assertThat(inventory()).isEqualTo(before);
    assertThat(lab.events).endsWith("install.present");
  }

  @Test
  public void reinstallLeavesNothingOfBefore() {
    bring(TestingLab.CREEDENCE);
    lab.inside(() -> lab.host().shell("root", TestingLab.PASSWORD).run(Duration.ofMinutes(1), List.of("touch", "/root/left-over")));
    lab.inside(() -> lab.installer().reinstall(TestingLab.TARGET, TestingLab.CREEDENCE));
    var look = lab.inside(() -> lab.host().shell("root", TestingLab.PASSWORD).run(Duration.ofMinutes(1), List.of("test", "-e", "/root/left-over")));
    assertThat(look.succeeded()).isFalse();
  }

  @Test
  public void otherBuildTakesTheHostOver() {
    bring(TestingLab.CREEDENCE);
    assertThat(bring(TestingLab.DUNDEE).tries()).isEqualTo(1);
    assertThat(inventory()).contains("PRODUCT_VERSION='7.0.0'");
  }

  @Test
  public void hostWithAnUnknownPasswordIsInstalledAnew() {
    bring(TestingLab.CREEDENCE);
    var target = InstallTarget.of(TestingLab.HOST, "another");
    var machine = new Installer.Machine(
        lab.host().power(), () -> lab.host().shell("root", "another"), Optional.of(lab.host().xapi()), lab.lab.networkBoot(), Console.NONE);
    assertThat(lab.inside(() -> lab.installer(machine).bring(target, TestingLab.CREEDENCE)).tries()).isEqualTo(1);
  }

  @Test
  public void powerLossIsSurvivedByTryingAgain() {
    lab.time.schedule(Duration.ofMinutes(5), this::cutPower);
    assertThat(bring(TestingLab.CREEDENCE).tries()).isEqualTo(2);
    assertThat(lab.events).containsSequence("install.withdrawn", "install.failed", "install.started");
    assertThat(inventory()).contains("PRODUCT_VERSION='6.5.0'");
  }

  @Test
  public void secondFailureIsTheLabsAndNamesBothTriesAndTheConsole() {
    var nowhere = new Build(
        BuildId.of("lost"), "XenServer", TestingLab.CREEDENCE.version(), "90233", "creedence", URI.create("http://media.lab/lost"));
    assertThatThrownBy(() -> bring(nowhere))
        .isInstanceOf(AssayException.Lab.class)
        .hasMessageContaining("installing lost on host ams-h01")
        .hasMessageContaining("try 1:")
        .hasMessageContaining("try 2:")
        .hasMessageContaining("the installer stopped: ERROR: ");
    assertThat(lab.events).filteredOn("install.failed"::equals).hasSize(2);
  }

  @Test
  public void mediaOfAnotherBuildAreNotedAtOnce() {
    var wrong = new Build(
        BuildId.of("wrong"), "XenServer", TestingLab.CREEDENCE.version(), "1", "creedence", TestingLab.CREEDENCE.media());
    assertThatThrownBy(() -> bring(wrong))
        .isInstanceOf(AssayException.Lab.class)
        .hasMessageContaining("installed 6.5.0 build 90233");
  }

  @Test
  public void hostThatIgnoresNetworkBootIsToldApartFromAFreshInstallation() {
    bring(TestingLab.CREEDENCE);
    var deaf = new Installer.Machine(
        new DeafPower(lab.host().power()), () -> lab.host().shell("root", TestingLab.PASSWORD), Optional.of(lab.host().xapi()),
        lab.lab.networkBoot(), lab.host()::console);
    assertThatThrownBy(() -> lab.inside(() -> lab.installer(deaf).reinstall(TestingLab.TARGET, TestingLab.CREEDENCE)))
        .isInstanceOf(AssayException.Lab.class)
        .hasMessageContaining("from its disk");
  }

  @Test
  public void lostLeaseEndsTheInstallationAtOnceAndStopsServingThePassword() {
    Fence expired = (host, token) -> {
      throw new StaleLeaseException(host, token, "expired");
    };
    var power = new FencedPower(lab.host().power(), expired, TestingLab.HOST, new dev.assay.core.FencingToken(1));
    var machine = lab.machine(Console.NONE);
    var fenced = new Installer.Machine(power, machine.shell(), machine.xapi(), machine.networkBoot(), Console.NONE);
    assertThatThrownBy(() -> lab.inside(() -> lab.installer(fenced).bring(TestingLab.TARGET, TestingLab.CREEDENCE)))
        .isInstanceOf(StaleLeaseException.class);
    assertThat(lab.events).doesNotContain("install.failed", "install.booted");
  }

  @Test
  public void keyOfTheTargetIsAuthorizedOnTheHost() {
    var key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ assay";
    var plain = TestingLab.TARGET;
    var target = new InstallTarget(
        plain.host(), plain.hostname(), plain.rootPassword(), plain.primaryDisk(), plain.network(), plain.timezone(), List.of("0.pool.ntp.org"), Optional.of(key), false);
    lab.inside(() -> lab.installer().bring(target, TestingLab.CREEDENCE));
    assertThat(lab.inside(() -> lab.host().shell("root", TestingLab.PASSWORD).read("/root/.ssh/authorized_keys"))).asString().contains(key);
  }

  private Installer.Installation bring(Build build) {
    return lab.inside(() -> lab.installer().bring(TestingLab.TARGET, build));
  }

  private String inventory() {
    return new String(lab.inside(() -> lab.host().shell("root", TestingLab.PASSWORD).read("/etc/xensource-inventory")));
  }

  private void cutPower() {
    lab.host().power().set(Power.State.OFF);
  }

  /** A controller that agrees to boot from the network and does not. */
  private record DeafPower(Power power) implements Power {
    @Override
    public State state() {
      return power.state();
    }

    @Override
    public void set(State state) {
      power.set(state);
    }

    @Override
    public void bootNextFrom(BootDevice device) {}
  }
}
