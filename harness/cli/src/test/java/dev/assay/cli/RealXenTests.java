package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.ExitCode;
import dev.assay.database.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testng.SkipException;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * The real command on a real hypervisor in an emulated machine. It takes minutes, and packages that not every machine has: it runs when
 * {@code ./assay test --real-xen} asks for it, and is skipped where the lab cannot be raised.
 */
@Test(groups = "real-xen")
public class RealXenTests {

  /** Lab and images are kept from one time to the next: building them takes longer than all else. */
  private Path data = Path.of("target");

  @BeforeClass
  void raiseTheLab() {
    if (!Boolean.getBoolean("assay.real-xen")) {
      throw new SkipException("a real hypervisor was not asked for; run: ./assay test --real-xen");
    }
    data = Path.of(System.getProperty("assay.root"), "target", "real-xen");
    var up = AssayProcess.start(data, "lab", "xen", "up", "--hosts", "1");
    int status = up.exitCode(1_500);
    if (status == ExitCode.USAGE.number() || status == ExitCode.UNAVAILABLE.number()) {
      throw new SkipException("the Xen lab's packages are not to be had here:\n" + up.errors());
    }
    assertThat(status).as(up.errors()).isZero();
  }

  @AfterClass(alwaysRun = true)
  void takeTheLabDown() {
    if (Files.isDirectory(data.resolve("xen-lab"))) {
      AssayProcess.start(data, "lab", "xen", "down").exitCode(120);
      Database.stopEmbedded(data.resolve("postgres"));
    }
  }

  @Test(priority = 1)
  public void realGuestsStartSuspendResumeAndRestart() {
    var run = AssayProcess.start(data, "run", "bvt", "--lab", "xen", "-o", "json", "--only", "vm-lifecycle/vm-comes-back-from-a-reboot-with-its-data",
        "--only", "vm-lifecycle/vm-keeps-its-boot-across-suspend-and-resume", "--only", "snapshot/*");
    assertThat(run.exitCode(900)).as(run.errors() + run.answer()).isZero();
    var summary = JsonMapper.builder().build().readTree(run.answer());
    assertThat(summary.get("verdict").asString()).isEqualTo("PASS");
    assertThat(summary.get("pass").asInt()).isEqualTo(2);
    assertThat(summary.get("skipped").asInt()).isEqualTo(4);
  }

  @Test(priority = 2)
  public void machineThatDiesIsTheLabsFailureAndNotTheProducts() throws IOException {
    var run = AssayProcess.start(data, "run", "bvt", "--lab", "xen", "-o", "json", "--only", "vm-lifecycle/vm-started-paused-boots-when-unpaused");
    run.waitForProgress("execute");
    var machine = Files.readString(data.resolve("xen-lab/hosts/xen-1/qemu.pid")).strip();
    ProcessHandle.of(Long.parseLong(machine)).orElseThrow().destroyForcibly();
    AssayProcess.start(data, "lab", "xen", "down").exitCode(120);
    assertThat(run.exitCode(900)).as(run.errors() + run.answer()).isEqualTo(7);
    assertThat(run.answer()).contains("INCONCLUSIVE").doesNotContain("\"FAIL\"");
  }
}
