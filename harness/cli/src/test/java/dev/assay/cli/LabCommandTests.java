package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.testng.annotations.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the simulated lab says of itself. */
public class LabCommandTests {

  private static JsonNode json(CapturedAssay assay) {
    return JsonMapper.builder().build().readTree(assay.answer());
  }

  @Test
  public void coverageOfAllClassesAddsUp() {
    var coverage = json(CapturedAssay.run("lab", "coverage", "-o", "json"));
    int modelled = coverage.get("classes").valueStream().mapToInt(type -> type.get("modelled").asInt()).sum();
    assertThat(coverage.get("modelled").asInt()).isEqualTo(modelled).isPositive().isLessThan(coverage.get("known").asInt());
  }

  @Test
  public void coverageOfAClassListsWhatIsModelledAndWhatIsNot() {
    var assay = CapturedAssay.run("lab", "coverage", "vm", "-o", "csv");
    assertThat(assay.exitCode()).isZero();
    assertThat(assay.answer()).contains("VM.start,true").contains(",false");
  }

  @Test
  public void aClassThatDoesNotExistIsRefusedWithASuggestion() {
    var assay = CapturedAssay.run("lab", "coverage", "VMM");
    assertThat(assay.exitCode()).isEqualTo(2);
    assertThat(assay.errors()).contains("VMM").contains("did you mean VM?");
  }

  @Test
  public void calibrationShowsEachResidualWithItsSourceAndWhetherItWasHeldOut() {
    var assay = CapturedAssay.run("lab", "calibrate", "--seed", "3", "-o", "json");
    assertThat(assay.exitCode()).isZero();
    assertThat(json(assay).valueStream().map(row -> row.get("heldOut").asBoolean())).contains(true, false);
    assertThat(json(assay).valueStream()).allSatisfy(row -> assertThat(row.get("source").asString()).isNotBlank());
    assertThat(json(assay).valueStream().filter(row -> Math.abs(row.get("residualPercent").asDouble()) > 10)).hasSizeBetween(1, 2)
        .allSatisfy(row -> assertThat(row.get("heldOut").asBoolean()).isTrue());
    assertThat(json(assay).valueStream().filter(row -> !row.get("published").asString().contains(" "))).hasSizeGreaterThan(9).allSatisfy(row -> {
      assertThat(row.get("model").asDouble() / row.get("published").asDouble() - 1).isCloseTo(row.get("residualPercent").asDouble() / 100, org.assertj.core.api.Assertions.within(0.01));
    });
  }

  @Test
  public void aChangedHostIsShownBesideThePublishedOne() {
    var assay = CapturedAssay.run("lab", "what-if", "migration", "--set", "nic=1", "-o", "json");
    assertThat(assay.exitCode()).isZero();
    assertThat(json(assay).valueStream()).singleElement().satisfies(row -> assertThat(row.get("isBoundBy").asString()).startsWith("network link"));
    var wrong = CapturedAssay.run("lab", "what-if", "--set", "nic");
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.errors()).contains("write NAME=VALUE");
  }
}
