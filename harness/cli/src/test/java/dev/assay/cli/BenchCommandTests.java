package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.testng.annotations.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The benchmarks that need no database; what they measure is not judged here. */
public class BenchCommandTests {

  private static JsonNode json(CapturedAssay assay) {
    return JsonMapper.builder().build().readTree(assay.answer());
  }

  @Test
  public void benchmarksAreListedWithoutRunningAny() {
    var assay = CapturedAssay.run("bench", "--list", "-o", "csv");
    assertThat(assay.exitCode()).isZero();
    assertThat(assay.answer().lines().map(line -> line.split(",")[0])).containsExactly("benchmark", "harness", "leases", "planning", "change-points", "change-quality", "gate-quality", "simulator", "lab-scale", "lab-size", "xapi-server", "ingest", "trends", "pages", "report", "scheduling");
    assertThat(assay.errors()).isEmpty();
  }

  @Test
  public void figuresOfARaceReferToItsFirstLine() {
    var rows = json(CapturedAssay.run("bench", "harness", "--repetitions", "1", "-o", "json"));
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).get("ratio").asDouble()).isEqualTo(1);
    assertThat(rows.get(1).get("contender").asString()).isEqualTo("the harness");
    assertThat(rows.get(1).get("median").asDouble()).isPositive();
  }

  @Test
  public void theSimulatorsFiguresReferToTheWallClock() {
    var rows = json(CapturedAssay.run("bench", "simulator", "--repetitions", "1", "-o", "json"));
    assertThat(rows.valueStream()).hasSize(2).allSatisfy(row -> assertThat(row.get("ratio").asDouble()).isEqualTo(row.get("median").asDouble()));
  }

  @Test
  public void anUnknownBenchmarkIsRefusedWithASuggestion() {
    var assay = CapturedAssay.run("bench", "ingset");
    assertThat(assay.exitCode()).isEqualTo(2);
    assertThat(assay.errors()).contains("ingset").contains("did you mean ingest?");
  }

  @Test
  public void noRepetitionIsRefused() {
    assertThat(CapturedAssay.run("bench", "harness", "--repetitions", "0").exitCode()).isEqualTo(2);
  }
}
