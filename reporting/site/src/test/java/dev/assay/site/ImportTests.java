package dev.assay.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.CaseId;
import dev.assay.core.Verdict;
import dev.assay.database.TestingDatabase;
import dev.assay.site.imports.Foreign;
import dev.assay.site.imports.Importing;
import dev.assay.site.imports.JUnitFile;
import dev.assay.site.imports.KpiFile;
import dev.assay.store.CaseRecord;
import dev.assay.store.StoredFindings;
import dev.assay.store.StoredRuns;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

public class ImportTests {

  private static final Instant NOW = Instant.parse("2026-03-02T21:00:00Z");
  private static final String SUREFIRE =
      """
      <testsuite name="storage" timestamp="2026-03-02T20:00:00" tests="4">
        <testcase classname="com.example.DiskTests" name="plugs" time="1.5"/>
        <testcase classname="com.example.DiskTests" name="unplugs &lt;b&gt;" time="2">
          <properties><property name="host" value="ams-h01"/></properties><failure message="expected: 1 but was: 2" type="AssertionError">at DiskTests.java:7</failure></testcase>
        <testcase classname="com.example.DiskTests" name="waits" time="0.2"><flakyFailure message="slow"/></testcase>
        <testcase classname="com.example.DiskTests" name="starts"><error message="no route to host"/></testcase>
        <testcase classname="com.example.DiskTests" name="shrinks"><skipped message="not yet"/></testcase>
      </testsuite>
      """;

  private TestingDatabase database;
  private StoredRuns runs;

  @BeforeClass
  void open() {
    database = TestingDatabase.create();
    runs = StoredRuns.over(database);
  }

  @AfterClass(alwaysRun = true)
  void close() {
    runs.close();
    database.close();
  }

  private static Foreign junit(String text) {
    return JUnitFile.read("TEST.xml", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "storage");
  }

  @Test
  public void eachCaseOfAJUnitFileBecomesACaseOfARun() {
    var run = Importing.store(runs, TestingRun.header("8.4.0-1"), junit(SUREFIRE), NOW);
    assertThat(runs.find(run).orElseThrow().verdict()).contains(Verdict.FAIL);
    var cases = runs.cases(run);
    assertThat(cases).extracting(one -> one.verdict().orElseThrow()).containsExactly(Verdict.PASS, Verdict.FAIL, Verdict.PASS, Verdict.INCONCLUSIVE, Verdict.SKIPPED);
    assertThat(cases.get(1).planned().id()).isEqualTo(CaseId.of("storage/com.example.DiskTests/unplugs <b>"));
    assertThat(cases.get(1).attempts().getFirst().hosts()).hasToString("[ams-h01]");
    assertThat(cases.get(2).attempts()).as("the flaky one was tried twice").hasSize(2);
  }

  @Test
  public void whatWasExportedComesBackWithTheSameVerdicts() throws IOException {
    var run = new TestingRun(runs).store("8.4.0-2");
    var folder = Files.createTempDirectory(Path.of("target"), "export");
    Reports.over(runs, StoredFindings.over(database)).write(run, folder, Optional.empty(), EnumSet.of(Format.JUNIT, Format.SAMPLES_JSONL));
    try (var in = Files.newInputStream(folder.resolve("junit.xml"))) {
      var back = Importing.store(runs, TestingRun.header("8.4.0-3"), JUnitFile.read("junit.xml", in, "bvt"), NOW);
      var tried = runs.cases(run).stream().filter(one -> one.verdict().isPresent()).toList();
      assertThat(runs.cases(back)).filteredOn(one -> tried.stream().anyMatch(old -> old.planned().id().equals(one.planned().id()))).extracting(CaseRecord::verdict)
          .containsExactlyInAnyOrderElementsOf(tried.stream().map(CaseRecord::verdict).toList());
    }
    var readings = KpiFile.read("samples.jsonl", Files.readString(folder.resolve("samples.jsonl")), "bvt", NOW);
    assertThat(readings.samples()).isEqualTo(runs.samples(run).size());
  }

  @Test
  public void readingsNeedNoMoreThanNameUnitDirectionAndValue() {
    var foreign = KpiFile.read("a.json", "[{\"kpi\":\"fio.read\",\"unit\":\"MiB/s\",\"better\":\"higher\",\"value\":412.5,\"dimensions\":{\"storage\":\"nfs\"}}]", "fio", NOW);
    var run = Importing.store(runs, TestingRun.header("8.4.0-4"), foreign, NOW);
    assertThat(runs.samples(run)).singleElement().satisfies(stored -> assertThat(stored.sample().at()).isEqualTo(NOW));
  }

  @Test
  public void whatCannotBeReadIsRefusedWithItsPlaceAndNothingIsStored() {
    int before = runs.latest(1_000).size();
    for (var text : List.of("", "<html/>", "<testsuite><testcase name='a'", "<testsuite><testcase classname='x'/></testsuite>", "<testsuite><testcase name='a' time='soon'/></testsuite>",
        "<testsuite><testcase name='a'/><testcase name='a'/></testsuite>")) {
      assertThatThrownBy(() -> junit(text)).as(text).isInstanceOf(AssayException.Usage.class).hasMessageStartingWith("importing TEST.xml");
    }
    assertThatThrownBy(() -> junit("<testsuite/>")).isInstanceOf(AssayException.Nothing.class);
    for (var text : List.of("{", "[1]", "[{\"kpi\":\"a\"}]", "[{\"kpi\":\"a\",\"unit\":\"s\",\"better\":\"more\",\"value\":1}]", "[{\"kpi\":\"a\",\"unit\":\"s\",\"better\":\"lower\",\"value\":\"1\"}]")) {
      assertThatThrownBy(() -> KpiFile.read("a.json", text, "fio", NOW)).as(text).isInstanceOf(AssayException.Usage.class).hasMessageContaining("a.json");
    }
    assertThat(runs.latest(1_000)).hasSize(before);
  }

  @Test
  public void aFileCannotReachForOtherFiles() {
    var attack = "<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/hostname\">]><testsuite><testcase name=\"a\"><failure>&f;</failure></testcase></testsuite>";
    assertThatThrownBy(() -> junit(attack)).isInstanceOf(AssayException.Usage.class);
  }
}
