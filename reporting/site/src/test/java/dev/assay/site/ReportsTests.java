package dev.assay.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blue.strategic.parquet.Hydrator;
import blue.strategic.parquet.HydratorSupplier;
import blue.strategic.parquet.ParquetReader;
import dev.assay.analysis.gate.Completeness;
import dev.assay.analysis.gate.Criterion;
import dev.assay.analysis.gate.CriterionResult;
import dev.assay.analysis.gate.GateDecision;
import dev.assay.analysis.gate.GatePolicy;
import dev.assay.core.AssayException;
import dev.assay.core.RunId;
import dev.assay.database.TestingDatabase;
import dev.assay.site.files.Output;
import dev.assay.site.summary.Summary;
import dev.assay.site.summary.SummaryReader;
import dev.assay.store.StoredFindings;
import dev.assay.store.StoredRuns;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.apache.parquet.schema.Type;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

public class ReportsTests {

  /** Anything that a browser would fetch from elsewhere, or run. */
  private static final Pattern OUTSIDE = Pattern.compile("(?i)(src|href|action|data)\\s*=\\s*[\"']?(https?:|//)|url\\(\\s*['\"]?(https?:|//)|@import");

  private TestingDatabase database;
  private StoredRuns runs;
  private StoredFindings findings;
  private RunId run;
  private Path folder;

  @BeforeClass
  void writeEverything() throws IOException {
    database = TestingDatabase.create();
    runs = StoredRuns.over(database);
    findings = StoredFindings.over(database);
    new TestingRun(runs).store("6.5-90100");
    run = new TestingRun(runs).store("6.5-90233");
    folder = Files.createTempDirectory(Path.of("target"), "report");
    reports().write(run, folder, Optional.of(decision()));
  }

  @AfterClass(alwaysRun = true)
  void closeDatabase() {
    runs.close();
    database.close();
  }

  private Reports reports() {
    return Reports.over(runs, findings);
  }

  private static GateDecision decision() {
    var criterion = new Criterion.MustPass("bvt-100 <b>", "bvt", Optional.empty());
    var failed = new CriterionResult(criterion, CriterionResult.State.FAILED, "58/64 = 90.62 % passed", "fix or waive 4 failures", 0, List.of());
    var rate = new CriterionResult(new Criterion.NewFailures("new-failures", "bvt", 3, Optional.empty()), CriterionResult.State.OK, "0 of 5 failed cases passed in 6.5-90100", "", 0, List.of());
    var kpis = new CriterionResult(new Criterion.KpiRegression("kpis", List.of(), dev.assay.analysis.gate.Percent.of("5")), CriterionResult.State.PENDING, "2 of 5 KPIs have enough readings", "3 more runs of bvt", 192, List.of());
    var policy = new GatePolicy("creedence-alpha", "3", "alpha", List.of(criterion));
    return new GateDecision(GateDecision.Answer.NO_GO, policy, "6.5-90233", Optional.of("6.5-90100"), Instant.parse("2026-03-03T06:00:00Z"), List.of(failed, rate, kpis), new Completeness(415, 418, 1, List.of()));
  }

  private String read(Format format) throws IOException {
    return Files.readString(folder.resolve(format.fileName()));
  }

  private Summary summary() {
    return new SummaryReader(runs, findings).read(run);
  }

  @Test
  public void everyFormatIsThereAndNothingElse() throws IOException {
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(EnumSet.allOf(Format.class).stream().map(Format::fileName).toList());
    }
  }

  @Test
  public void countsCarryTheirDenominators() {
    var counts = summary().counts();
    assertThat(counts.planned()).isEqualTo(65);
    assertThat(counts.passed() + counts.failed() + counts.inconclusive() + counts.skipped() + counts.untried()).isEqualTo(65);
    assertThat(List.of(counts.failed(), counts.inconclusive(), counts.skipped(), counts.untried(), counts.flaky())).containsExactly(4, 1, 1, 1, 1);
    assertThat(counts.asked()).isEqualTo(64);
    assertThat(counts.isComplete()).isFalse();
  }

  @Test
  public void thePageShowsVerdictCountsGateAndFailures() throws IOException {
    assertThat(read(Format.HTML)).contains(
        "FAIL</h1>", "bvt on XenServer 6.5.0, build 6.5-90233", "of 64 = 90.6 %", "NO-GO", "58/64 = 90.62 % passed", "KNOWN since 6.5-90100 (R-1)",
        "SR_BACKEND_FAILURE_47: scanning SR OpaqueRef:1f0c-20", "2 files of evidence", "FLAKY: a later attempt passed", "assay run bvt --build 6.5-90233", "9c2e1f0a9c2e1f0a", "<svg viewBox");
  }

  @Test
  public void whatPeopleNamedIsShownAsTextAndNeverAsMarkup() throws IOException {
    assertThat(read(Format.HTML)).doesNotContain("<script").doesNotContain("bvt-100 <b>").doesNotContain("&\"<b>").contains("&lt;script&gt;alert(");
  }

  @Test
  public void thePageNeedsNothingFromElsewhereAndNoScript() throws IOException {
    assertThat(OUTSIDE.matcher(read(Format.HTML)).results().map(Object::toString)).isEmpty();
    assertThat(read(Format.HTML)).doesNotContain("http://").doesNotContain("https://").doesNotContain("javascript:").doesNotContainPattern("\\son[a-z]+=");
  }

  @Test
  public void everyLinkOfThePageLeadsToAFileBesideIt() throws IOException {
    var links = Pattern.compile("href=\"([^\"]+)\"").matcher(read(Format.HTML)).results().map(found -> found.group(1)).toList();
    assertThat(links).hasSize(10).allMatch(link -> Files.isRegularFile(folder.resolve(link)));
    assertThat(links).allMatch(link -> folder.resolve(link).normalize().startsWith(folder.normalize()));
  }

  @Test
  public void theSameRunGivesTheSameBytes() throws IOException {
    var again = Files.createTempDirectory(Path.of("target"), "report");
    var small = EnumSet.complementOf(EnumSet.of(Format.ALLURE_RESULTS, Format.ALLURE_REPORT));
    for (var file : reports().write(run, again, Optional.of(decision()), small)) {
      if (Files.isRegularFile(file)) {
        assertThat(Files.mismatch(file, folder.resolve(file.getFileName()))).as(file.toString()).isEqualTo(-1);
      }
    }
  }

  @Test
  public void junitXmlHasTheShapeThatJenkinsAndSurefireRead() throws Exception {
    var schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(ReportsTests.class.getResource("/junit.xsd"));
    schema.newValidator().validate(new StreamSource(new StringReader(read(Format.JUNIT))));
  }

  @Test
  public void junitXmlTellsProductLabAndFlakyApart() throws Exception {
    var document = junit();
    assertThat(elements(document, "failure")).hasSize(4).allMatch(element -> element.getAttribute("type").equals("product"));
    assertThat(elements(document, "error")).hasSize(2).allMatch(element -> element.getAttribute("type").equals("infra"));
    assertThat(elements(document, "flakyFailure")).hasSize(1);
    assertThat(elements(document, "rerunError")).hasSize(1);
    assertThat(elements(document, "skipped")).hasSize(1);
    assertThat(document.getDocumentElement().getAttribute("errors")).isEqualTo("2");
  }

  @Test
  public void junitXmlCarriesHostBuildAndSignature() throws Exception {
    var properties = elements(junit(), "property").stream().map(element -> element.getAttribute("name") + "=" + element.getAttribute("value")).toList();
    assertThat(properties).contains("build=6.5-90233", "seed=42", "lease=L-7", "option.with-defect=revert-keeps-new-data").anyMatch(text -> text.startsWith("host=ams-h0"));
    assertThat(properties.stream().filter(text -> text.startsWith("signature=F-"))).hasSize(5);
  }

  private Document junit() throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(read(Format.JUNIT))));
  }

  private static List<Element> elements(Document document, String name) {
    var nodes = document.getElementsByTagName(name);
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }

  @Test
  public void summaryJsonSaysWhatThePageSays() throws IOException {
    JsonNode json = JsonMapper.shared().readTree(read(Format.SUMMARY));
    assertThat(json.get("verdict").asString()).isEqualTo("FAIL");
    assertThat(json.get("counts").get("passed").asInt()).isEqualTo(summary().counts().passed());
    assertThat(json.get("failures").get(0).get("knownSince").asString()).isEqualTo("6.5-90100");
    assertThat(json.get("cases")).hasSize(65);
    assertThat(json.get("gate").get("answer").asString()).isEqualTo("NO-GO");
    assertThat(json.get("kpis").get(0).get("unit").asString()).isEqualTo("MiB/s");
  }

  @Test
  public void allureKnowsEveryEndedAttempt() throws IOException {
    try (var files = Files.list(folder.resolve("allure-results"))) {
      assertThat(files.filter(file -> file.toString().endsWith("-result.json"))).hasSize(66);
    }
    var summary = JsonMapper.shared().readTree(Files.readString(folder.resolve("allure-report/widgets/summary.json"))).get("statistic");
    assertThat(summary.get("failed").asInt()).isEqualTo(4);
    assertThat(summary.get("broken").asInt()).isEqualTo(1);
    assertThat(summary.get("total").asInt()).isEqualTo(64);
  }

  @Test
  public void allurePagesHoldNoAnalyticsAndFetchNothingFromElsewhere() throws IOException {
    var page = Files.readString(folder.resolve("allure-report/index.html"));
    assertThat(page).contains("app.js").doesNotContain("googletagmanager").doesNotContain("gtag").doesNotContain("G-FVWC4GKEYS");
    assertThat(OUTSIDE.matcher(page).results().map(Object::toString)).isEmpty();
    assertThat(Files.readString(folder.resolve("allure-report/app.js"))).doesNotContain("google-analytics.com").doesNotContain("googletagmanager");
  }

  @Test
  public void samplesCsvHasARowOfUnitsUnderTheNames() throws IOException {
    var lines = read(Format.SAMPLES_CSV).lines().toList();
    assertThat(lines.get(0)).isEqualTo("case,attempt,at,guest,storage,vm,disk.read.throughput,vm.migrate.downtime,vm.start");
    assertThat(lines.get(1)).isEqualTo(",1,UTC,,,,MiB/s,ms,s");
    assertThat(lines).hasSize(2 + summary().kpis().stream().mapToInt(line -> line.values().length).sum());
  }

  @Test
  public void jsonLinesParseOneByOne() throws IOException {
    assertThat(JsonMapper.shared().readTree(read(Format.HISTORY).lines().findFirst().orElseThrow()).get("subject").asString()).isEqualTo(TestingRun.MARKUP);
    assertThat(read(Format.SAMPLES_JSONL).lines().map(line -> JsonMapper.shared().readTree(line).get("unit").asString())).isNotEmpty().doesNotContain("");
  }

  @Test
  public void parquetHoldsTheSamplesThatTheCsvHolds() throws IOException {
    var file = folder.resolve(Format.SAMPLES_PARQUET.fileName()).toFile();
    var columns = ParquetReader.readMetadata(file).getFileMetaData().getSchema().getFields().stream().map(Type::getName).toList();
    assertThat(columns).containsExactly("case", "attempt", "at", "kpi", "unit", "better", "value", "dimension_guest", "dimension_storage", "dimension_vm");
    try (var rows = ParquetReader.<StringJoiner, String>streamContent(file, HydratorSupplier.constantly(new Joining()))) {
      assertThat(rows).hasSize((int) read(Format.SAMPLES_CSV).lines().count() - 2).anyMatch(row -> row.contains("kpi=vm.migrate.downtime unit=ms better=lower value="));
    }
  }

  private static final class Joining implements Hydrator<StringJoiner, String> {

    @Override
    public StringJoiner start() {
      return new StringJoiner(" ");
    }

    @Override
    public StringJoiner add(StringJoiner row, String heading, Object value) {
      return row.add(heading + "=" + value);
    }

    @Override
    public String finish(StringJoiner row) {
      return row.toString();
    }
  }

  @Test
  public void thePdfSaysWhatThePageSaysAndShowsMarkupAsText() throws IOException {
    try (var document = Loader.loadPDF(folder.resolve(Format.PDF.fileName()).toFile())) {
      var text = new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
      assertThat(text).contains("\u2717 FAIL", "bvt on XenServer 6.5.0, build 6.5-90233", "passed of 64, 90.6 %", "NO-GO", "KNOWN since 6.5-90100 (R-1)", "<script>alert('x')</script>", "assay run bvt --build 6.5-90233");
      assertThat(document.getDocumentInformation().getTitle()).isEqualTo("FAIL bvt on 6.5-90233, R-2");
    }
  }

  @Test
  public void openMetricsEndsAsTheFormatAsksAndNamesNoVm() throws IOException {
    assertThat(read(Format.OPEN_METRICS)).endsWith("# EOF\n").contains("assay_cases{run=\"R-2\",suite=\"bvt\",build=\"6.5-90233\",result=\"fail\"} 4\n")
        .doesNotContain("dimension_vm").containsPattern("assay_kpi\\{.*kpi=\"vm.start\",unit=\"s\",dimension_guest=\"debian-12\",quantile=\"0.5\"} 2\\.");
  }

  @Test
  public void aRunThatStillGoesOnIsShownAsRunningWithoutAVerdict() throws IOException {
    var open = runs.open(TestingRun.header("6.5-90300"), List.of());
    var files = reports().write(open, Files.createTempDirectory(Path.of("target"), "open"), Optional.empty(), EnumSet.of(Format.HTML, Format.SUMMARY, Format.JUNIT));
    assertThat(Files.readString(files.getFirst())).contains("RUNNING</h1>", "No attempt failed", "the run has not been closed").doesNotContain("NO-GO");
    assertThat(JsonMapper.shared().readTree(Files.readString(files.get(1))).get("verdict").isNull()).isTrue();
  }

  @Test
  public void aRunThatIsNotThereIsSaidSo() {
    assertThatThrownBy(() -> reports().write(RunId.of("R-99"), folder, Optional.empty())).isInstanceOf(AssayException.Nothing.class).hasMessageContaining("R-99");
  }

  @Test
  public void aFolderThatCannotBeMadeIsRefusedBeforeAnythingIsRead() throws IOException {
    var file = Files.createTempFile(Path.of("target"), "not-a-folder", "");
    assertThatThrownBy(() -> reports().write(run, file.resolve("reports"), Optional.empty())).isInstanceOf(AssayException.Usage.class).hasMessageContaining("choose a folder");
  }

  @Test
  public void aWriterThatFailsMidwayLeavesTheOlderFileAlone() throws IOException {
    var output = Output.in(Files.createTempDirectory(Path.of("target"), "output"));
    output.text("a.txt", out -> out.write("whole"));
    assertThatThrownBy(() -> output.text("a.txt", out -> {
      out.write("half");
      throw new IOException("No space left on device");
    })).isInstanceOf(AssayException.Unavailable.class).hasMessageContaining("No space left on device");
    assertThat(Files.readString(output.folder().resolve("a.txt"))).isEqualTo("whole");
    try (var files = Files.list(output.folder())) {
      assertThat(files).hasSize(1);
    }
  }
}
