package dev.assay.drivers.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.lab.Power;
import dev.assay.core.time.Await;
import dev.assay.drivers.ShellContract;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

/** JSch against the simulated hosts' SSH, after an installation over sockets alone. */
public class ServedLabShellTests extends ShellContract {

  private final TestingServedLab lab = new TestingServedLab();
  private int files;

  @BeforeClass
  void install() {
    lab.bring(TestingLab.CREEDENCE);
  }

  @AfterClass
  void close() {
    lab.close();
  }

  @Override
  protected void withShell(Work work) {
    try (var shell = lab.shell()) {
      work.on(shell);
    }
  }

  @Override
  protected String newFile() {
    return "/tmp/file-" + files++;
  }

  @Test
  public void installedHostSaysItsVersion() {
    withShell(shell -> assertThat(new String(shell.read("/etc/xensource-inventory"), StandardCharsets.UTF_8))
        .contains("PRODUCT_VERSION='6.5.0'")
        .contains("BUILD_NUMBER='90233'"));
  }

  @Test
  public void secondBringDoesNothing() {
    assertThat(lab.bring(TestingLab.CREEDENCE).tries()).isZero();
  }

  @Test
  public void installationLeavesItsStepsInTheHistory() {
    assertThat(lab.events).startsWith("install.started", "install.published", "install.booted", "install.withdrawn", "install.completed");
  }

  @Test
  public void powerCutUnderACommandIsTheLabsFailureAndTheHostComesBack() {
    try (var shell = lab.shell(); var power = lab.power()) {
      var running = lab.time.fork("run", () -> shell.run(Duration.ofDays(1), List.of("sleep", "80000")));
      power.set(Power.State.OFF);
      assertThatThrownBy(running::join).isInstanceOf(AssayException.Lab.class);
      assertThatThrownBy(lab::shell).isInstanceOf(AssayException.Lab.class).hasMessageContaining("is the host on and installed?");
      power.set(Power.State.ON);
      Await.on(lab.time).until("the host answers again", this::answers).every(Duration.ofMinutes(1)).within(Duration.ofHours(6));
    }
  }

  @Test
  public void aLoginThatNobodyUsesIsLostWithItsHost() {
    try (var shell = lab.shell(); var power = lab.power()) {
      assertThat(shell.answers()).isTrue();
      power.set(Power.State.OFF);
      assertThat(shell.answers()).isFalse();
      assertThat(shell.isLost()).isTrue();
      power.set(Power.State.ON);
      Await.on(lab.time).until("the host answers again", this::answers).every(Duration.ofMinutes(1)).within(Duration.ofHours(6));
      assertThat(shell.answers()).as("in a login of the boot before").isFalse();
      shell.renew();
      assertThat(shell.answers()).isTrue();
    }
  }

  private boolean answers() {
    try (var shell = lab.shell()) {
      return shell.run(Duration.ofMinutes(1), List.of("true")).succeeded();
    } catch (AssayException.Lab e) {
      return false;
    }
  }
}
