package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.time.Await;
import dev.assay.core.time.SystemTime;
import java.time.Duration;
import java.util.Optional;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

/** A blank machine, its management controller, the network and the real installer; runs when {@code ./assay test --real-xen} asks for it. */
@Test(groups = "real-xen")
public class RealXenInstallationTests {

  private static final Duration INSTALLER_STARTS = Duration.ofMinutes(10);
  private static final int RUN_SECONDS = 2_400;
  /** A killed process is a name until then, and nothing more. */
  private static final Duration NOTICE = Duration.ofMinutes(1);

  private Optional<RealXen> raised = Optional.empty();

  @BeforeClass
  void raiseABlankMachine() {
    raised = Optional.of(RealXen.raise("--hosts", "1", "--memory", "2GiB", "--blank"));
  }

  @AfterClass(alwaysRun = true)
  void takeTheLabDown() {
    raised.ifPresent(RealXen::takeDown);
  }

  private RealXen lab() {
    return raised.orElseThrow();
  }

  @Test
  public void blankMachineIsInstalledOverTheNetworkThoughItsPowerIsLostInTheMiddle() {
    var run = lab().assay("run", "bvt", "--lab", "xen", "-o", "json", "--only", "installation/installed-host-reports-the-build-under-test");
    Await.on(SystemTime.real()).until("the installer writes the disk", () -> lab().console("xen-1").contains("installer: installing from")).within(INSTALLER_STARTS);
    lab().kill("xen-1");
    assertThat(run.exitCode(RUN_SECONDS)).as(run.errors() + run.answer() + lab().console("xen-1")).isZero();
    assertThat(lab().console("xen-1")).contains("installer: installed xen-12-4.17");
    assertThat(run.answer()).contains("\"PASS\"");
  }

  @Test(dependsOnMethods = "blankMachineIsInstalledOverTheNetworkThoughItsPowerIsLostInTheMiddle")
  public void downLeavesNothingRunning() {
    var machine = lab().machine("xen-1");
    var down = lab().assay("lab", "xen", "down");
    assertThat(down.exitCode(RUN_SECONDS)).as(down.errors()).isZero();
    Await.on(SystemTime.real()).until("the machine's parent has taken notice", () -> !machine.isAlive()).within(NOTICE);
    var again = lab().assay("lab", "xen", "down", "-o", "json");
    assertThat(again.exitCode(RUN_SECONDS)).isZero();
    assertThat(again.answer().replace(" ", "")).contains("\"ended\":0");
  }
}
