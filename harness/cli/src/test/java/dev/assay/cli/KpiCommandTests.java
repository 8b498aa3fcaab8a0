package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The machine interface of the analysis, as programs call it. */
public class KpiCommandTests {

  private static final String STEP = "{\"series\":[{\"id\":\"boot\",\"direction\":\"lower\",\"values\":["
      + readings(40, 100) + ",null," + readings(40, 110) + "]},{\"id\":\"flat\",\"values\":[" + readings(40, 100) + "]}]}";
  private static final String BUILD = "{\"kpis\":[{\"id\":\"boot\",\"direction\":\"lower\",\"baseline\":["
      + readings(40, 100) + "],\"candidate\":[" + readings(6, 120) + "]}]}";

  /** Readings around a level, not all equal. */
  private static String readings(int count, double level) {
    return IntStream.range(0, count).mapToObj(i -> Double.toString(level + (i * 7 % 11 - 5) * 0.1)).collect(Collectors.joining(","));
  }

  private static JsonNode json(CapturedAssay assay) {
    return JsonMapper.builder().build().readTree(assay.answer());
  }

  @Test
  public void indicesAreWrittenAsAListPerSeries() {
    var assay = CapturedAssay.runWithInput(STEP, "kpi", "detect", "-", "-o", "json", "--indices");
    assertThat(assay.exitCode()).isZero();
    assertThat(json(assay).toString()).isEqualTo("{\"boot\":[41],\"flat\":[]}");
  }

  @Test
  public void everyAlertOfAReplayIsWrittenAsBuildAndChangePoint() {
    var assay = CapturedAssay.runWithInput(STEP, "kpi", "detect", "-", "--online", "--warmup", "20");
    assertThat(json(assay).get("boot")).hasSize(1);
    assertThat(json(assay).get("boot").get(0).get("cp").asInt()).isEqualTo(41);
    assertThat(json(assay).get("boot").get(0).get("build").asInt()).isGreaterThan(42);
  }

  @Test
  public void findingsAreARowPerChangeInCsvAndALineInTheTable() {
    var csv = CapturedAssay.runWithInput(STEP, "kpi", "detect", "-", "-o", "csv");
    assertThat(csv.answer().lines()).hasSize(2).element(1).asString().startsWith("boot,41,").contains("regression");
    assertThat(CapturedAssay.runWithInput(STEP, "kpi", "detect", "-").answer()).startsWith("boot build 41").contains("regression");
    assertThat(CapturedAssay.runWithInput("{\"series\":[]}", "kpi", "detect", "-").answer()).contains("no change found");
  }

  @Test
  public void optionsThatDoNotGoTogetherPointToTheHelpOfTheCommandThatTakesThem() {
    for (var wrong : List.of(List.of("--warmup", "3"), List.of("--online", "--indices"))) {
      var assay = CapturedAssay.runWithInput(STEP, Stream.concat(Stream.of("kpi", "detect", "-"), wrong.stream()).toArray(String[]::new));
      assertThat(assay.exitCode()).isEqualTo(2);
      assertThat(assay.errors()).contains("assay kpi detect --help");
    }
  }

  @Test
  public void aRegressionEndsTheGateWithThree() {
    var assay = CapturedAssay.runWithInput(BUILD, "kpi", "gate", "-", "-o", "json");
    assertThat(assay.exitCode()).isEqualTo(3);
    assertThat(json(assay).get("boot").get("answer").asString()).isEqualTo("regression");
  }

  @Test
  public void statisticsAreComputed() {
    var question = "{\"proportions\":[{\"id\":\"bvt\",\"successes\":95,\"trials\":100}]}";
    assertThat(json(CapturedAssay.runWithInput(question, "kpi", "stats", "-")).get("bvt").get("rate").asDouble()).isEqualTo(0.95);
    assertThat(CapturedAssay.runWithInput(question, "kpi", "stats", "-", "-o", "jsonl").answer()).contains("\"statistic\":\"rate\",\"value\":0.95");
  }

  @DataProvider
  Object[][] mistakes() {
    return new Object[][] {
      {"{\"series\":[\n{\"id\":\"a\",\"values\":[1,\"x\"]}]}", new String[] {"kpi", "detect", "-"}, "standard input:2:23 (/series/0/values/1):"},
      {"{\"kpis\":7}", new String[] {"kpi", "gate", "-"}, "standard input:1:"},
      {"[]", new String[] {"kpi", "stats", "-"}, "standard input:1:"},
      {"", new String[] {"kpi", "detect", "no-such-file.json"}, "no-such-file.json"},
      {STEP, new String[] {"kpi", "detect", "-", "--warmup", "5"}, "--online"},
      {STEP, new String[] {"kpi", "detect", "-", "--online", "--warmup", "-1"}, "from 0, not -1"},
      {STEP, new String[] {"kpi", "detect", "-", "--online", "--indices"}, "exclude each other"},
      {"", new String[] {"kpi"}, "detect, gate or stats"},
    };
  }

  @Test(dataProvider = "mistakes")
  public void whatIsWrongIsToldAndEndsWithTwo(String input, String[] arguments, String hint) {
    var assay = CapturedAssay.runWithInput(input, arguments);
    assertThat(assay.exitCode()).isEqualTo(2);
    assertThat(assay.errors()).startsWith("assay: ").contains(hint);
    assertThat(assay.answer()).isEmpty();
  }
}
