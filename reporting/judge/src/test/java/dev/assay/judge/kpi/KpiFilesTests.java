package dev.assay.judge.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.assay.core.AssayException;
import dev.assay.core.ExitCode;
import dev.assay.judge.kpi.KpiFiles.Mode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

public class KpiFilesTests {

  private static final String STEP = "{\"series\":[{\"id\":\"boot\",\"unit\":\"s\",\"direction\":\"lower\",\"values\":[" + values(40, 0.004) + ",null," + values(40, 0.005) + "]}]}";
  private static final String BUILD = "{\"kpis\":[{\"id\":\"boot\",\"direction\":\"lower\",\"baseline\":[" + values(40, 1) + "],\"candidate\":[" + values(5, 2) + "]}]}";
  private static final String QUESTIONS = """
      {"samples":[{"id":"s","values":[1,2,4]}],
       "comparisons":[{"id":"c","first":[1,2,3],"second":[4,5,6]}],
       "proportions":[{"id":"p","successes":95,"trials":100}],
       "tables":[{"id":"t","cells":[8,2,1,5]}],
       "pValues":[{"id":"q","values":[0.01,0.04]}]}
      """;

  @Test
  public void indicesAreFirstPointsOfNewLevelsCountingMissingBuilds() {
    assertThat(tree(KpiFiles.detect("in", stream(STEP), new Mode.Indices())).get("boot").toString()).isEqualTo("[41]");
  }

  @Test
  public void findingsKeepUnitsAndDigits() {
    var change = tree(KpiFiles.detect("in", stream(STEP), new Mode.Findings())).get("boot").get("changes").get(0);

    assertThat(change.get("index").asInt()).isEqualTo(41);
    assertThat(change.get("meaning").asString()).isEqualTo("regression");
    assertThat(change.get("before").asDouble()).isBetween(0.0039, 0.0041);
  }

  @Test
  public void onlineReplayWritesEachAlertOnce() {
    var alerts = tree(KpiFiles.detect("in", stream(STEP), new Mode.Online(30))).get("boot");

    assertThat(alerts.size()).isEqualTo(1);
    assertThat(alerts.get(0).get("cp").asInt()).isEqualTo(41);
    assertThat(alerts.get(0).get("build").asInt()).isBetween(43, 51);
  }

  @Test
  public void regressionFailsTheComparisonOfABuild() {
    var answer = KpiFiles.gate("in", stream(BUILD));

    assertThat(answer.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(tree(answer).get("boot").get("answer").asString()).isEqualTo("regression");
  }

  @Test
  public void tooFewRepeatsAreInconclusive() {
    var answer = KpiFiles.gate("in", stream(BUILD.replace(values(40, 1), values(20, 1)).replace(values(5, 2), "2")));

    assertThat(answer.exitCode()).isEqualTo(ExitCode.INCONCLUSIVE);
    assertThat(tree(answer).get("boot").get("answer").asString()).isEqualTo("needs-more-runs");
  }

  @Test
  public void statisticsAreComputedAndWhatIsInfiniteIsNull() {
    var answer = tree(KpiFiles.stats("in", stream(QUESTIONS)));

    assertThat(answer.get("s").get("median").asDouble()).isEqualTo(2);
    assertThat(answer.get("c").get("mannWhitneyExact").get("pValue").asDouble()).isEqualTo(0.1);
    assertThat(answer.get("c").get("hodgesLehmannInterval").get(0).isNull()).isTrue();
    assertThat(answer.get("q").get("benjaminiHochberg").get(0).asDouble()).isEqualTo(0.02);
  }

  @DataProvider
  public static Object[][] wrong() {
    return new Object[][] {
      {"{\"series\":[{\"id\":\"a\",\"valeus\":[]}]}", "in:1:", "unknown key 'valeus'"},
      {"{\"series\":[\n{\"id\":\"a\",\"values\":[1,\"x\"]}]}", "in:2:", "found text, expected a number, a list of numbers, or null"},
      {"{\"series\":[{\"id\":\"a\",\"values\":[1e999]}]}", "in:1:", "beyond what can be computed"},
      {"{\"series\":[{\"values\":[1]}]}", "in:1:", "has no 'id'"},
      {"{\"series\":[{\"id\":\"a\",\"values\":[1]},{\"id\":\"a\",\"values\":[1]}]}", "in:1:", "given twice"},
      {"{\"series\":[{\"id\":\"a\",\"direction\":\"up\",\"values\":[1]}]}", "in:1:", "none of lower, higher, both"},
      {"{\"series\":[", "in:1:", "not JSON"},
      {"{\"series\":[\n{\"id\":\"a\",\"values\":[NaN]}]}", "in:2:", "Non-standard token 'NaN'"},
      {"{}", "in:1:", "key 'series' is missing"},
      {"", "in:1:", "found the end, expected an object"},
      {"{\"series\":[]} 7", "in:1:", "after the end"},
      {"{\"series\":[{\"id\":\"a\",\"values\":[" + "9".repeat(2000) + "]}]}", "in:1:", "exceeds the maximum allowed (1000)"},
      {"{\"series\":[{\"id\":\"a\",\"values\":[-1e151]}]}", "in:1:", "beyond what can be computed"},
      {"{\"series\":[{\"id\":\"a\",\"values\":[1,[2,[3]]]}]}", "in:1:", "(/series/0/values/1/1): found a list, expected a number"},
    };
  }

  @Test(dataProvider = "wrong")
  public void badInputIsRefusedWithItsPosition(String text, String position, String problem) {
    assertThatThrownBy(() -> KpiFiles.detect("in", stream(text), new Mode.Indices()))
        .isInstanceOf(AssayException.Usage.class)
        .hasMessageContaining(position)
        .hasMessageContaining(problem)
        .message().doesNotContain("Feature");
  }

  @Test
  public void bytesThatAreNoTextAreRefusedWithTheirPosition() {
    var bytes = "{\"series\":[{\"id\":\"\u00c3(\"}]}".getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> KpiFiles.detect("in", new ByteArrayInputStream(bytes), new Mode.Indices()))
        .isInstanceOf(AssayException.Usage.class).hasMessageContaining("in:1:").hasMessageContaining("Invalid UTF-8");
  }

  @DataProvider
  public static Object[][] encodings() {
    return new Object[][] {{"UTF-16"}, {"UTF-16LE"}, {"UTF-16BE"}, {"UTF-32"}, {"x-UTF-16LE-BOM"}};
  }

  @Test(dataProvider = "encodings")
  public void textThatIsNotUtf8IsRefused(String encoding) {
    var bytes = STEP.getBytes(java.nio.charset.Charset.forName(encoding));

    assertThatThrownBy(() -> KpiFiles.detect("in", new ByteArrayInputStream(bytes), new Mode.Indices()))
        .isInstanceOf(AssayException.Usage.class).hasMessageContaining("in:1:1: is not UTF-8");
  }

  @Test
  public void replayWithoutAnyWarmUpBeginsAtTheFirstBuild() {
    assertThat(tree(KpiFiles.detect("in", stream(STEP), new Mode.Online(0)))).isEqualTo(tree(KpiFiles.detect("in", stream(STEP), new Mode.Online(1))));
    assertThat(tree(KpiFiles.detect("in", stream(STEP), new Mode.Online(10_000))).get("boot").isEmpty()).isTrue();
    assertThatThrownBy(() -> new Mode.Online(-1)).isInstanceOf(AssayException.Usage.class).hasMessageContaining("from 0, not -1");
  }

  @Test
  public void tableOfZerosIsRefused() {
    assertThatThrownBy(() -> KpiFiles.stats("in", stream("{\"tables\":[{\"id\":\"t\",\"cells\":[0,0,0,0]}]}")))
        .isInstanceOf(AssayException.Usage.class).hasMessageContaining("nothing but zeros");
  }

  @DataProvider
  public static Object[][] dull() {
    return new Object[][] {{"5"}, {"-5"}, {"0"}, {"i % 2"}, {"i % 3"}, {"i == 57 ? 1 : 0"}, {"largest"}, {"smallest"}};
  }

  @Test(dataProvider = "dull")
  public void seriesOfFewValuesRaiseNoAlarm(String form) {
    var values = IntStream.range(0, 100).mapToObj(i -> switch (form) {
      case "i % 2" -> i % 2;
      case "i % 3" -> i % 3;
      case "i == 57 ? 1 : 0" -> i == 57 ? 1 : 0;
      case "largest" -> i % 2 == 0 ? 1e150 : -1e150;
      case "smallest" -> i % 2 == 0 ? 1e-320 : 2e-320;
      default -> Double.parseDouble(form);
    }).map(String::valueOf).collect(Collectors.joining(","));
    var file = "{\"series\":[{\"id\":\"a\",\"values\":[" + values + "]}]}";

    assertThat(tree(KpiFiles.detect("in", stream(file), new Mode.Indices())).get("a").isEmpty()).isTrue();
    assertThat(tree(KpiFiles.detect("in", stream(file), new Mode.Online(10))).get("a").isEmpty()).isTrue();
    assertThat(tree(KpiFiles.detect("in", stream(file), new Mode.Findings())).get("a").get("bimodal").isBoolean()).isTrue();
  }

  @DataProvider
  public static Object[][] inputs() {
    return new Object[][] {{"kpi-series", STEP}, {"kpi-build", BUILD}, {"kpi-statistics", QUESTIONS}};
  }

  @Test(dataProvider = "inputs")
  public void documentedSchemasTakeWhatIsReadAndRefuseUnknownKeys(String schema, String input) throws IOException {
    var root = Path.of(Objects.requireNonNull(System.getProperty("assay.root")));
    var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    var documented = registry.getSchema(Files.readString(root.resolve("docs/schemas/" + schema + ".schema.json")));

    assertThat(documented.validate(input, InputFormat.JSON)).isEmpty();
    assertThat(documented.validate(input.replaceFirst("\\{", "{\"other\":1,"), InputFormat.JSON)).isNotEmpty();
  }

  @DataProvider
  public static Object[][] outputs() {
    return new Object[][] {
      {"kpi-findings", KpiFiles.detect("in", stream(STEP), new Mode.Findings())},
      {"kpi-findings", KpiFiles.detect("in", stream("{\"series\":[{\"id\":\"e\",\"values\":[]},{\"id\":\"n\",\"values\":[null,3,[null]]}]}"), new Mode.Findings())},
      {"kpi-indices", KpiFiles.detect("in", stream(STEP), new Mode.Indices())},
      {"kpi-alerts", KpiFiles.detect("in", stream(STEP), new Mode.Online(30))},
      {"kpi-comparison", KpiFiles.gate("in", stream(BUILD))},
      {"kpi-comparison", KpiFiles.gate("in", stream("{\"kpis\":[{\"id\":\"k\",\"baseline\":[],\"candidate\":null}]}"))},
      {"kpi-results", KpiFiles.stats("in", stream(QUESTIONS))},
    };
  }

  @Test(dataProvider = "outputs")
  public void documentedSchemasDescribeWhatIsPrinted(String schema, KpiFiles.Answer answer) throws IOException {
    var root = Path.of(Objects.requireNonNull(System.getProperty("assay.root")));
    var documented = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(Files.readString(root.resolve("docs/schemas/" + schema + ".schema.json")));

    assertThat(documented.validate(answer.json(), InputFormat.JSON)).isEmpty();
    assertThat(tree(answer).isEmpty()).isFalse();
    assertThat(documented.validate("{\"x\":{\"other\":1}}", InputFormat.JSON)).isNotEmpty();
  }

  @Test
  public void kpisOfAFamilyThatMovedTogetherAreToldAsOne() {
    var kpi = "{\"id\":\"boot.%s\",\"direction\":\"lower\",\"baseline\":[" + values(40, 1) + "],\"candidate\":[" + values(5, 2) + "]}";
    var answer = KpiFiles.gate("in", stream("{\"kpis\":[" + kpi.formatted("a") + "," + kpi.formatted("b") + "," + kpi.formatted("c").replace("boot.c", "net.c") + "]}"));

    assertThat(answer.text()).contains("together: 2 KPIs of boot, regression: boot.a, boot.b");
    assertThat(tree(answer).get("boot.a").get("movedWith").toString()).isEqualTo("[\"boot.b\"]");
    assertThat(tree(answer).get("net.c").get("movedWith").isEmpty()).isTrue();
  }

  @Test
  public void badInputIsRefusedWithAPointer() {
    assertThatThrownBy(() -> KpiFiles.gate("in", stream("{\"kpis\":[{\"id\":\"k\",\"baseline\":[1,[2,\"x\"]],\"candidate\":1}]}")))
        .hasMessageContaining("in:1:").hasMessageContaining("(/kpis/0/baseline/1/1)");
  }

  @Test
  public void missingFileIsSaid() {
    assertThatThrownBy(() -> KpiFiles.stats(Path.of("nowhere.json"))).isInstanceOf(AssayException.Usage.class).hasMessageContaining("no such file");
  }

  @Test
  public void folderInPlaceOfAFileIsRefused() {
    assertThatThrownBy(() -> KpiFiles.gate(Path.of("src"))).isInstanceOf(AssayException.Usage.class).hasMessageContaining("src").hasMessageContaining("cannot be read")
        .message().doesNotContain("Exception");
  }

  private static JsonNode tree(KpiFiles.Answer answer) {
    return JsonMapper.builder().build().readTree(answer.json());
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String values(int count, double level) {
    return IntStream.range(0, count).mapToObj(i -> Double.toString(level * (1 + 0.01 * ((i * 7 % 11) - 5) / 5))).collect(Collectors.joining(","));
  }
}
