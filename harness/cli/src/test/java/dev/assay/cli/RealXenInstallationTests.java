package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.ExitCode;
import dev.assay.core.time.Await;
import dev.assay.core.time.SystemTime;
import dev.assay.database.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.testng.SkipException;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

/** A blank machine, its management controller, the network and the real installer; runs when {@code ./assay test --real-xen} asks for it. */
@Test(groups = "real-xen")
public class RealXenInstallationTests {

  private static final Duration INSTALLER_STARTS = Duration.ofMinutes(10);

  private Path data = Path.of("target");

  @BeforeClass
  void raiseABlankMachine() {
    if (!Boolean.getBoolean("assay.real-xen")) {
      throw new SkipException("a real hypervisor was not asked for; run: ./assay test --real-xen");
    }
    data = Path.of(System.getProperty("assay.root"), "target", "real-xen");
    AssayProcess.start(data, "lab", "xen", "down", "--disks").exitCode(120);
    var up = AssayProcess.start(data, "lab", "xen", "up", "--hosts", "1", "--blank");
    int status = up.exitCode(1_500);
    if (status == ExitCode.USAGE.number() || status == ExitCode.UNAVAILABLE.number()) {
      throw new SkipException("the Xen lab cannot be raised here:\n" + up.errors());
    }
    assertThat(status).as(up.errors()).isZero();
  }

  @AfterClass(alwaysRun = true)
  void takeTheLabDown() {
    if (Files.isDirectory(data.resolve("xen-lab"))) {
      AssayProcess.start(data, "lab", "xen", "down", "--disks").exitCode(120);
      Database.stopEmbedded(data.resolve("postgres"));
    }
  }

  @Test
  public void blankMachineIsInstalledOverTheNetworkThoughItsPowerIsLostInTheMiddle() {
    var run = AssayProcess.start(data, "run", "bvt", "--lab", "xen", "-o", "json", "--only", "installation/installed-host-reports-the-build-under-test");
    Await.on(SystemTime.real()).until("the installer writes the disk", () -> console().contains("installer: installing from")).within(INSTALLER_STARTS);
    machine().orElseThrow().destroyForcibly();
    assertThat(run.exitCode(1_200)).as(run.errors() + run.answer() + console()).isZero();
    assertThat(console()).contains("installer: installed xen-12-4.17");
    assertThat(run.answer()).contains("\"PASS\"");
  }

  @Test(dependsOnMethods = "blankMachineIsInstalledOverTheNetworkThoughItsPowerIsLostInTheMiddle")
  public void downLeavesNothingRunning() {
    var machine = machine().orElseThrow();
    var down = AssayProcess.start(data, "lab", "xen", "down");
    assertThat(down.exitCode(120)).as(down.errors()).isZero();
    assertThat(machine.isAlive()).isFalse();
    var again = AssayProcess.start(data, "lab", "xen", "down", "-o", "json");
    assertThat(again.exitCode(120)).isZero();
    assertThat(again.answer().replace(" ", "")).contains("\"ended\":0");
  }

  private Optional<ProcessHandle> machine() {
    return ProcessHandle.of(Long.parseLong(read("qemu.pid").strip()));
  }

  private String console() {
    return read("console.log");
  }

  private String read(String name) {
    var file = data.resolve("xen-lab/hosts/xen-1").resolve(name);
    try {
      return Files.isRegularFile(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
