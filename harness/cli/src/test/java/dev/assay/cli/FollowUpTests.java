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

/** The end of a run tries its suspects again and finds the build that brought them, all by itself. */
public class FollowUpTests {

  private Path data;
  private Path lab;
  private Path policy;

  @BeforeClass
  void writeALabOfSixBuildsTheFourthOfWhichBringsADefect() throws Exception {
    data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "follow-up").toAbsolutePath();
    lab = Files.writeString(data.resolve("lab.yaml"), """
        name: series
        kind: simulated
        seed: 7
        classes:
          a: {cpuVendor: GenuineIntel, cpus: 48, memory: 512GiB, disk: 960GiB, nics: 4, generations: [creedence]}
        exports:
          nfs1: {kind: nfs, target: "10.1.9.1:/exports/vms1", size: 8TiB}
          iscsi1: {kind: iscsi, target: 10.1.9.3/iqn.2014-12.dev.assay.ams:array1/36001405a1b2c3d4e5f60718293a4b5c6, size: 4TiB}
        sites:
          ams:
            reaches: [nfs1, iscsi1]
            hosts:
              h01: {class: a, address: 10.1.0.11, mac: "02:a5:5a:00:04:0b"}
              h02: {class: a, address: 10.1.0.12, mac: "02:a5:5a:00:04:0c"}
        buildSeries:
          daily:
            product: XenServer
            version: 6.5.0
            generation: creedence
            name: "6.5-{number}"
            media: "http://media.assay.example/{build}/"
            first: 1
            count: 6
            released: 2014-05-01
            every: 1d
            defects: [{revert-keeps-new-data, from: 4}]
        defaultBuild: 6.5-1
        """);
    policy = Files.writeString(data.resolve("policy.yaml"), """
        policy: followed
        version: 1
        milestone: m
        criteria: [{id: bvt, kind: must-pass, suite: bvt}]
        follow-up: {tries: 4, bisect-runs: 30, host-hours: 3.5}
        """);
  }

  @AfterClass(alwaysRun = true)
  void stopTheDatabase() {
    Database.stopEmbedded(data.resolve("postgres"));
  }

  private static JsonNode json(AssayProcess process) {
    return JsonMapper.builder().build().readTree(process.answer());
  }

  @Test
  public void aNewFailureIsTriedAgainAndItsBuildFoundWithinTheHostHoursThatThePolicyAllows() {
    var rehearsed = AssayProcess.run(data, "--lab", lab.toString(), "run", "bvt", "--build", "6.5-6", "--policy", policy.toString(), "--dry-run");
    assertThat(rehearsed.errors()).contains("would follow up: up to 4 more tries of each of at most 10 suspects, then bisections of at most 30 runs, all within 3.5 host-hours");
    var unknown = AssayProcess.run(data, "--lab", lab.toString(), "bisect", "--case", "bvt/snapshot/revert-brings-back-the-data-disk-too", "--good", "6.5-1", "--bad", "6.5-6", "--dry-run", "-o", "json");
    assertThat(json(unknown).get("hostHours").asString()).isEqualTo("unknown");
    assertThat(AssayProcess.run(data, "--lab", lab.toString(), "run", "bvt", "--only", "snapshot", "--build", "6.5-2").exitCode()).isZero();

    var run = AssayProcess.run(data, "--lab", lab.toString(), "run", "bvt", "--build", "6.5-6", "--policy", policy.toString(), "--brief-reports", "-o", "json");

    assertThat(run.exitCode()).as(run.errors()).isEqualTo(3);
    assertThat(run.errors()).contains("bisect    assay bisect --case bvt/snapshot/").contains("host-hours");
    var followed = json(run).get("followUp");
    assertThat(followed.size()).isEqualTo(2);
    assertThat(followed.valueStream().map(one -> one.get("answer").asString())).containsOnly("DIFFERENT");
    assertThat(followed.get(0).get("since").asString()).contains("found: the change came with 6.5-4");
    assertThat(followed.get(1).get("since").asString()).as("what is left does not pay for it").contains("not bisected: about");
  }
}
