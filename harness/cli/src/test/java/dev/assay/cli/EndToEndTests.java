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

/** The real command on the example lab, from a database that does not exist yet to a gate's verdict and reports. */
public class EndToEndTests {

  private Path data;

  @BeforeClass
  void chooseAnEmptyDataFolder() throws Exception {
    data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "end-to-end").toAbsolutePath();
  }

  @AfterClass(alwaysRun = true)
  void stopTheDatabase() {
    Database.stopEmbedded(data.resolve("postgres"));
  }

  private static JsonNode json(AssayProcess process) {
    return JsonMapper.builder().build().readTree(process.answer());
  }

  @Test(priority = 0)
  public void beforeTheFirstRunThereIsNothingToShow() {
    var status = AssayProcess.run(data, "status");
    assertThat(status.exitCode()).isEqualTo(4);
    assertThat(status.errors()).contains("assay run bvt");
  }

  @Test(priority = 1)
  public void aBuildWithoutDefectsPassesGoesAndIsReported() {
    var run = AssayProcess.run(data, "run", "bvt", "-o", "json");
    assertThat(run.exitCode()).as(run.errors() + run.answer()).isZero();
    var summary = json(run);
    assertThat(summary.get("verdict").asString()).isEqualTo("PASS");
    assertThat(summary.get("gate").asString()).isEqualTo("GO");
    assertThat(summary.get("pass").asInt()).isEqualTo(summary.get("planned").asInt()).isGreaterThanOrEqualTo(25);
    var reports = Path.of(summary.get("reports").asString());
    assertThat(reports.resolve("report.html")).isNotEmptyFile();
    assertThat(reports.resolve("junit.xml")).isNotEmptyFile();
    assertThat(reports.resolve("allure-report/index.html")).isNotEmptyFile();
    assertThat(AssayProcess.run(data, "leases", "-o", "json").answer().strip()).isEqualTo("[ ]");
  }

  @Test(priority = 2)
  public void theSameSeedGivesTheSameHistoryInAnotherProcess() {
    var first = json(AssayProcess.run(data, "run", "bvt", "--seed", "7", "-o", "json"));
    var second = json(AssayProcess.run(data, "run", "bvt", "--seed", "7", "-o", "json"));
    var other = json(AssayProcess.run(data, "run", "bvt", "--seed", "8", "-o", "json"));
    assertThat(first.get("historyHash").asString()).isEqualTo(second.get("historyHash").asString()).isNotEqualTo(other.get("historyHash").asString());
  }

  @Test(priority = 3)
  public void aDefectFailsTheRunAndTheGateAndLeavesEvidence() {
    var run = AssayProcess.run(data, "run", "bvt", "--build", "6.5-90233", "--with-defect", "revert-keeps-new-data");
    assertThat(run.exitCode()).as(run.errors()).isEqualTo(3);
    assertThat(run.answer()).contains("FAIL  bvt").contains("NO-GO");
    var logs = AssayProcess.run(data, "logs", "--failed");
    assertThat(logs.answer()).contains("snapshot").contains("evidence:");
    assertThat(AssayProcess.run(data, "gate", "check", "6.5-90233").exitCode()).isEqualTo(5);
    assertThat(AssayProcess.run(data, "status", "6.5-90233").answer()).startsWith("NOT READY");
  }

  @Test(priority = 4)
  public void aKilledRunIsResumedWithoutRepeatingWhatEnded() {
    var killed = AssayProcess.start(data, "run", "bvt", "--seed", "11");
    killed.waitForProgress("  9/");
    killed.stop();
    var refused = AssayProcess.run(data, "resume", latestRun());
    assertThat(refused.exitCode()).as("its controller lives").isEqualTo(2);
    assertThat(refused.errors()).contains("--take-over");
    killed.killMinusNine();
    var interrupted = latestRun();
    AssayProcess.run(data, "run", "bvt", "--seed", "11", "--only", "task*");
    assertThat(AssayProcess.run(data, "status").answer()).as("a later run does not hide it").contains(interrupted);
    var resumed = AssayProcess.run(data, "resume", interrupted, "-o", "json");
    assertThat(resumed.exitCode()).as(resumed.errors()).isZero();
    var summary = json(resumed);
    assertThat(summary.get("pass").asInt()).isEqualTo(summary.get("planned").asInt());
    var repeated = summary.get("cases").valueStream().filter(testCase -> testCase.get("attempts").asInt() > 1).count();
    assertThat(repeated).as("only the case in flight is tried again").isLessThanOrEqualTo(1);
    assertThat(resumed.errors()).contains("of them ended before");
  }

  @Test(priority = 5)
  public void ctrlCGivesTheHostsBackAtOnceAndTheRunCanBeResumed() {
    var run = AssayProcess.start(data, "run", "bvt", "--seed", "12");
    run.waitForProgress("  3/");
    run.process().destroy();
    assertThat(run.exitCode()).isEqualTo(143);
    assertThat(run.errors()).contains("interrupted, its hosts are given back").contains("next: assay resume R-");
    assertThat(AssayProcess.run(data, "leases", "-o", "csv").answer().lines().skip(1).filter(line -> line.contains(latestRun())).toList()).isEmpty();
    assertThat(AssayProcess.run(data, "status").answer()).contains("INTERRUPTED").contains("assay resume " + latestRun());
    assertThat(AssayProcess.run(data, "resume", latestRun()).exitCode()).isZero();
  }

  @Test(priority = 6)
  public void twoRunsAtOnceShareTheLab() {
    var one = AssayProcess.start(data, "run", "bvt", "--seed", "21", "--only", "vm-*", "-o", "json");
    var two = AssayProcess.start(data, "run", "bvt", "--seed", "22", "--only", "vm-*", "-o", "json");
    assertThat(one.exitCode()).as(one.errors()).isZero();
    assertThat(two.exitCode()).as(two.errors()).isZero();
    assertThat(json(one).get("verdict").asString()).isEqualTo("PASS");
    assertThat(json(two).get("verdict").asString()).isEqualTo("PASS");
  }

  @Test(priority = 7)
  public void whatCannotBeHadIsToldBeforeAnythingIsRun() {
    assertThat(AssayProcess.run(data, "run", "bvt", "--build", "no-such-build").exitCode()).isEqualTo(2);
    assertThat(AssayProcess.run(data, "run", "no-such-suite").errors()).contains("bvt");
    assertThat(AssayProcess.run(data, "run", "bvt", "--only", "no-such-case").exitCode()).isEqualTo(4);
    assertThat(AssayProcess.run(data, "run", "bvt", "--with-defect", "no-such-defect").errors()).contains("revert-keeps-new-data");
    var before = latestRun();
    assertThat(AssayProcess.run(data, "run", "bvt", "--parallel", "60").exitCode()).isEqualTo(8);
    assertThat(latestRun()).as("what could never run is not recorded as a run").isEqualTo(before);
    assertThat(AssayProcess.run(data, "run", "bvt", "--db-url", "jdbc:postgresql://127.0.0.1:1/none").exitCode()).isEqualTo(75);
  }

  @Test(priority = 8)
  public void whatWasWatchedIsAnsweredInTheFormAskedFor() {
    var watched = AssayProcess.run(data, "watch", "R-1", "-o", "json");
    assertThat(json(watched).get(0).get("verdict").asString()).isEqualTo("PASS");
  }

  @Test(priority = 8)
  public void aRehearsalLeavesNothingBehind() {
    var before = latestRun();
    var rehearsal = AssayProcess.run(data, "run", "bvt", "--dry-run");
    assertThat(rehearsal.exitCode()).isZero();
    assertThat(rehearsal.errors()).contains("would run").contains("would reserve");
    var planned = AssayProcess.run(data, "scale", "plan", "bootstorm", "--size", "quick");
    assertThat(planned.exitCode()).as(planned.errors()).isZero();
    assertThat(planned.errors()).contains("would run");
    assertThat(AssayProcess.run(data, "scale", "plan", "bootstorm", "--size", "huge").exitCode()).isEqualTo(2);
    assertThat(AssayProcess.run(data, "scale", "show", "R-999").exitCode()).isEqualTo(4);
    assertThat(latestRun()).isEqualTo(before);
  }

  private String latestRun() {
    var logs = AssayProcess.run(data, "logs");
    return logs.answer().lines().findFirst().orElseThrow().split(" ")[0];
  }
}
