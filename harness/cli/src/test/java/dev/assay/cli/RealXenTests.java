package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
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

  private static final int RUN_SECONDS = 1_200;

  private Optional<RealXen> raised = Optional.empty();

  @BeforeClass
  void raiseTheLab() {
    raised = Optional.of(RealXen.raise("--hosts", "2", "--memory", "2GiB"));
  }

  @AfterClass(alwaysRun = true)
  void takeTheLabDown() {
    raised.ifPresent(RealXen::takeDown);
  }

  private RealXen lab() {
    return raised.orElseThrow();
  }

  @Test(priority = 1)
  public void realGuestStartsSuspendsAndResumesAndWhatXenLacksIsSkipped() {
    var run = lab().assay("run", "bvt", "--lab", "xen", "-o", "json", "--only", "vm-lifecycle/vm-keeps-its-boot-across-suspend-and-resume", "--only", "snapshot/*");
    assertThat(run.exitCode(RUN_SECONDS)).as(run.errors() + run.answer()).isZero();
    var summary = JsonMapper.builder().build().readTree(run.answer());
    assertThat(summary.get("verdict").asString()).isEqualTo("PASS");
    assertThat(summary.get("pass").asInt()).isEqualTo(1);
    assertThat(summary.get("skipped").asInt()).isEqualTo(4);
  }

  @Test(priority = 2)
  public void runningGuestMovesBetweenTwoRealHosts() {
    var run = lab().assay("run", "migration", "--lab", "xen", "-o", "json", "--only", "*running-guest-moves-between-hosts-that-stand-alone");
    assertThat(run.exitCode(RUN_SECONDS)).as(run.errors() + run.answer()).isZero();
    assertThat(JsonMapper.builder().build().readTree(run.answer()).get("pass").asInt()).isEqualTo(1);
  }

  @Test(priority = 3)
  public void machineThatDiesIsTheLabsFailureAndNotTheProducts() {
    var run = lab().assay("run", "bvt", "--lab", "xen", "-o", "json", "--only", "vm-lifecycle/vm-started-paused-boots-when-unpaused");
    run.waitForProgress("execute");
    lab().kill("xen-1");
    lab().kill("xen-2");
    lab().assay("lab", "xen", "down").exitCode(RUN_SECONDS);
    assertThat(run.exitCode(RUN_SECONDS)).as(run.errors() + run.answer()).isEqualTo(7);
    // When no other host is left to try again on, the run ends without a summary.
    assertThat(run.errors()).contains("INCONCLUSIVE");
    assertThat(run.errors() + run.answer()).doesNotContainPattern("\\bFAIL\\b");
  }
}
