package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.database.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What can be done with a run from another process: cancel, pause and go on, detach, run again. */
public class RunLifeCycleTests {

  private Path data;

  @BeforeClass
  void chooseAnEmptyDataFolder() throws Exception {
    data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "life-cycle").toAbsolutePath();
  }

  @AfterClass(alwaysRun = true)
  void stopTheDatabase() {
    Database.stopEmbedded(data.resolve("postgres"));
  }

  private static JsonNode json(AssayProcess process) {
    return JsonMapper.builder().build().readTree(process.answer());
  }

  private String leases() {
    return AssayProcess.run(data, "leases", "-o", "json").answer().strip();
  }

  private String latestRun() {
    return AssayProcess.run(data, "watch", "-o", "csv").answer().lines().skip(1).findFirst().orElseThrow().split(",")[0];
  }

  @Test(priority = -1)
  public void whatTheLabSpoiledIsTriedOnAnotherHost() {
    var run = AssayProcess.run(data, "run", "bvt", "--only", "access", "--with-fault", "failed-install,host=ams-h01,times=2,at=0s", "-o", "json");
    assertThat(run.exitCode()).as(run.errors()).isZero();
    assertThat(run.errors()).contains("retry     2 cases on other hosts than ams-h01").contains("reserve   1 host  ams-h02");
    assertThat(json(run).get("cases").valueStream().map(testCase -> testCase.get("attempts").asInt())).containsExactly(2, 1);
    assertThat(leases()).isEqualTo("[ ]");
  }

  @Test(priority = 0)
  public void aDetachedRunIsCancelledFromElsewhereAndGivesItsHostsBack() {
    var detached = AssayProcess.run(
        data, "run", "bvt", "--only", "snapshot", "--with-defect", "revert-keeps-new-data", "--pause-on-failure", "--detach", "-o", "json");
    assertThat(detached.exitCode()).as(detached.errors()).isZero();
    var run = json(detached).get(0).get("run").asString();
    assertThat(json(detached).get(0).get("process").asLong()).satisfies(pid -> assertThat(ProcessHandle.of(pid)).isPresent());
    var cancelled = AssayProcess.run(data, "cancel", run, "--why", "wrong build");
    assertThat(cancelled.exitCode()).as(cancelled.errors()).isZero();
    assertThat(cancelled.answer()).contains(run).contains("DONE");
    assertThat(leases()).isEqualTo("[ ]");
    var again = AssayProcess.run(data, "cancel", run);
    assertThat(again.exitCode()).isEqualTo(4);
    assertThat(again.errors()).contains("has ended");
    assertThat(AssayProcess.run(data, "attach", run).exitCode()).as("what it failed before counts").isIn(3, 6);
  }

  @Test(priority = 1)
  public void aKilledRunIsCancelledWithoutItsController() {
    var killed = AssayProcess.start(data, "run", "bvt", "--seed", "3");
    killed.waitForProgress("  2/");
    killed.killMinusNine();
    var run = killed.errors().split("  ", 2)[0];
    assertThat(AssayProcess.run(data, "cancel", run, "--dry-run").errors()).contains("nobody drives it");
    assertThat(AssayProcess.run(data, "cancel", run).answer()).contains(run).contains("DONE");
    assertThat(leases()).isEqualTo("[ ]");
    assertThat(data.resolve("runs").resolve(run).resolve("report.html")).isNotEmptyFile();
  }

  @Test(priority = 2)
  public void aFailureKeepsTheBenchUntilSomebodyLetsTheRunGoOn() {
    var run = AssayProcess.start(data, "run", "bvt", "--only", "snapshot", "--with-defect", "revert-keeps-new-data", "--pause-on-failure", "30");
    run.waitForProgress("paused    at bvt/snapshot/");
    var name = run.errors().split("  ", 2)[0];
    assertThat(leases()).contains(name);
    assertThat(AssayProcess.run(data, "status").errors()).contains("is paused at bvt/snapshot/").contains("assay resume " + name);
    assertThat(AssayProcess.run(data, "resume", name).exitCode()).isZero();
    run.waitForProgress("going on  as ");
    if (run.process().isAlive()) {
      AssayProcess.run(data, "cancel", name);
    }
    assertThat(run.exitCode()).as("cancelled at the next failure").isEqualTo(130);
    assertThat(run.errors()).contains("cancelled by ");
    assertThat(leases()).isEqualTo("[ ]");
  }

  @Test(priority = 3)
  public void whatFailedIsRunAgainManyTimesForItsRatio() {
    var failed = latestRun();
    var rerun = AssayProcess.run(data, "rerun", failed, "--failed", "-n", "2", "-o", "json");
    assertThat(rerun.exitCode()).as(rerun.errors()).isEqualTo(3);
    assertThat(json(rerun).get("runs")).hasSize(2);
    assertThat(json(rerun).get("cases").valueStream()).isNotEmpty().allSatisfy(testCase -> {
      assertThat(testCase.get("failed").asInt()).isEqualTo(testCase.get("tried").asInt()).isEqualTo(2);
      assertThat(testCase.get("failureRatio").asDouble()).isEqualTo(1.0);
      assertThat(testCase.get("atLeast").asDouble()).isBetween(0.3, 0.4);
    });
    assertThat(AssayProcess.run(data, "rerun", latestRun(), "--infra-failed").exitCode()).as("none").isEqualTo(4);
  }
}
