package dev.assay.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.config.Problem;
import dev.assay.config.YamlFile;
import dev.assay.core.BuildId;
import dev.assay.core.defect.Defect;
import dev.assay.core.defect.Defects;
import dev.assay.core.defect.SeededDefect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.testng.annotations.Test;

/** Builds of a lab file: what they carry, and series of them. */
class LabFileBuildTests {

  private static final String HEAD = """
      name: lab
      kind: KIND
      classes:
        std: {cpus: 8, memory: 64GiB, disk: 100GiB, generations: [creedence]}
      sites:
        here:
          hosts:
            h1: {class: std, address: 10.0.0.1, mac: "02:00:00:00:00:01"}
      """;

  private static final String SERIES = """
      buildSeries:
        daily:
          product: XenServer
          version: 6.5.0
          generation: creedence
          name: "6.5-{number}"
          media: "http://media/{build}/"
          first: 90001
          count: 200
          released: 2014-05-01
          defects:
            - {slower-boot: 4%, from: 90080, until: 90120}
            - {task-never-ends, from: 90150}
      defaultBuild: 6.5-90200
      """;

  private static String builds(String defects) {
    return """
        builds:
          6.5-1: {product: XenServer, version: 6.5.0, generation: creedence, media: "http://media/6.5-1/", released: 2015-01-13, defects: DEFECTS}
        defaultBuild: 6.5-1
        """.replace("DEFECTS", defects);
  }

  private static Lab lab(String builds) {
    return LabFile.parse("lab.yaml", HEAD.replace("KIND", "simulated") + builds);
  }

  private static List<String> problems(String kind, String builds) {
    return YamlFile.parse("lab.yaml", HEAD.replace("KIND", kind) + builds, new LabReader()).problems().stream().map(Problem::toString).toList();
  }

  @Test
  void aBuildCarriesTheDefectsThatTheFileGivesIt() {
    var facts = lab(builds("[revert-keeps-new-data, {slower-boot: 7.5%}]")).facts(BuildId.of("6.5-1"));
    assertThat(facts.released()).contains(LocalDate.parse("2015-01-13"));
    assertThat(facts.defects()).isEqualTo(
        Defects.of(Defect.REVERT_KEEPS_NEW_DATA).and(Defects.of(List.of(SeededDefect.of(Defect.SLOWER_BOOT, "7.5%")))));
  }

  @Test
  void wrongDefectsAreToldWithTheirPlaces() {
    assertThat(problems("simulated", builds("[revert-keeps-new-dta, {slower-boot: 4}, {slower-boot: 4%, task-never-ends: }, {clone-shares-disk: 4%}]")))
        .containsExactly(
            "lab.yaml:10:132: defects: found 'revert-keeps-new-dta', expected a defect; did you mean 'revert-keeps-new-data'?",
            "lab.yaml:10:168: slower-boot: found '4', expected a number from 0.1% to 1000%, such as 4%",
            "lab.yaml:10:172: defects: names 2 defects, expected one: begin a new item for each",
            "lab.yaml:10:230: clone-shares-disk: found '4%', expected nothing: clone-shares-disk is there or not, it has no strength");
  }

  @Test
  void onlyBuildsOfSimulatedLabsCarryDefects() {
    assertThat(problems("remote", builds("[clone-shares-disk]")))
        .anyMatch(problem -> problem.startsWith("lab.yaml:10:132: defects: only the builds of a simulated lab carry defects"));
  }

  @Test
  void aSeriesDeclaresConsecutiveBuildsWithTheirDatesAndDefects() {
    var lab = lab(SERIES);
    assertThat(lab.builds()).hasSize(200);
    assertThat(lab.build(BuildId.of("6.5-90120")).orElseThrow().media()).hasToString("http://media/6.5-90120/");
    assertThat(lab.facts(BuildId.of("6.5-90200")).released()).contains(LocalDate.parse("2014-11-16"));
    assertThat(lab.builds().stream().filter(build -> lab.facts(build.id()).defects().has(Defect.SLOWER_BOOT)).map(build -> build.buildNumber()))
        .hasSize(40).startsWith("90080").endsWith("90119");
    assertThat(lab.builds().stream().filter(build -> lab.facts(build.id()).defects().has(Defect.TASK_NEVER_ENDS))).hasSize(51);
  }

  @Test
  void aSeriesThatMakesNoSenseIsRefused() {
    assertThat(problems("simulated", SERIES.replace("from: 90150", "from: 90201")))
        .anyMatch(problem -> problem.contains("defect task-never-ends: no build of the series, 90001 to 90200, carries it"));
    assertThat(problems("simulated", SERIES.replace("/{build}/", "/"))).anyMatch(problem -> problem.contains("has {build} or {number} in it"));
    assertThat(problems("simulated", builds("[]").replace("6.5-1:", "6.5-90001:").replace("defaultBuild: 6.5-1", "") + SERIES))
        .anyMatch(problem -> problem.contains("declares build 6.5-90001 a second time"));
  }

  @Test
  void aWrittenLabKeepsDatesAndDefects() throws IOException {
    var lab = lab(SERIES);
    var file = Files.createTempFile("lab", ".yaml");
    LabFile.write(lab, file);
    assertThat(LabFile.read(file)).isEqualTo(lab);
    Files.delete(file);
  }
}
