package dev.assay.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.analysis.gate.Criterion;
import dev.assay.analysis.gate.Criterion.Basis;
import dev.assay.analysis.gate.Criterion.Span;
import dev.assay.analysis.gate.Percent;
import dev.assay.analysis.gate.Severity;
import dev.assay.core.AssayException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class PolicyFileTests {

  private static final String HEAD = "policy: p\nversion: 1\nmilestone: m\ncriteria:\n";

  @DataProvider
  public static Object[] shipped() {
    return new Object[] {"bvt", "creedence-alpha", "tech-preview", "alpha", "beta", "rc", "ga"};
  }

  @Test(dataProvider = "shipped")
  public void shippedPoliciesCanBeRead(String name) {
    var root = Path.of(Objects.requireNonNull(System.getProperty("assay.root")));

    var policy = PolicyFile.read(root.resolve("reporting/policies/" + name + ".yaml"));

    assertThat(policy.name()).isEqualTo(name);
    assertThat(policy.criteria()).hasSizeGreaterThan(1);
  }

  @Test
  public void passRateIsReadWithAllItsKeys() {
    var policy = PolicyFile.parse("p.yaml", HEAD + """
          - id: nightly
            kind: pass-rate
            suite: nightly
            at-least: 96.5 %
            basis: surely-above
            confidence: 99 %
            runs: every
            newest-within: 36h
        """);

    assertThat(policy.criteria()).containsExactly(new Criterion.PassRate(
        "nightly", "nightly", Percent.of("96.5"), new Basis.SurelyAbove(Percent.of("99")), Span.EVERY, Optional.of(Duration.ofHours(36))));
  }

  @Test
  public void rulesAboutCoverageDriftAndDefectsAreReadWithTheirKeys() {
    var policy = PolicyFile.parse("p.yaml", "baseline: b0\n" + HEAD + """
          - {id: cover, kind: coverage, suite: nightly, of-baseline: 98 %, areas: [pool]}
          - {id: drift, kind: kpi-drift, at-most: 8 %, against: 6.2.0-70446}
          - {id: drift-of-tiers, kind: kpi-drift, suites: [bvt, perf], at-most: 8 %, readings: 8}
          - {id: tiers, kind: kpi-regression, suites: [perf], at-most: 5 %}
          - {id: defects, kind: open-defects, severity: major, at-most: 3, scope: all, impact: false}
          - {id: new, kind: new-failures, suite: nightly, reproductions: 5}
        """);

    assertThat(policy.baseline()).contains("b0");
    assertThat(policy.criteria()).containsExactly(
        new Criterion.Coverage("cover", "nightly", Percent.of("98"), List.of("pool"), Optional.empty()),
        new Criterion.KpiDrift("drift", List.of(), Optional.of("6.2.0-70446"), Percent.of("8")),
        new Criterion.KpiDrift("drift-of-tiers", List.of(), List.of("bvt", "perf"), Optional.empty(), Percent.of("8"), OptionalInt.of(8)),
        new Criterion.KpiRegression("tiers", List.of(), List.of("perf"), Percent.of("5")),
        new Criterion.OpenDefects("defects", Severity.MAJOR, 3, Criterion.Scope.ALL, false),
        new Criterion.NewFailures("new", "nightly", 0, 5, Optional.empty()));
  }

  @Test
  public void limitOfAKpiTakesOneBound() {
    var oneBound = "  - {id: boot, kind: kpi-limit, kpi: boot.time, unit: s, at-most: 42.5, readings: 3}\n";
    var twoBounds = "  - {id: boot, kind: kpi-limit, kpi: boot.time, unit: s, at-most: 42.5, at-least: 1}\n";

    assertThat(PolicyFile.parse("p.yaml", HEAD + oneBound).criteria())
        .containsExactly(new Criterion.KpiLimit("boot", "boot.time", "s", Criterion.Bound.AT_MOST, 42.5, 3));
    assertThatThrownBy(() -> PolicyFile.parse("p.yaml", HEAD + twoBounds)).hasMessageContaining("p.yaml:5").hasMessageContaining("one of at-most and at-least");
  }

  @Test
  public void unknownKeyOfACriterionIsRefusedWithItsPlaceAndASuggestion() {
    assertThatThrownBy(() -> PolicyFile.parse("p.yaml", HEAD + "  - {id: a, kind: must-pass, siute: bvt}\n"))
        .isInstanceOf(AssayException.Usage.class)
        .hasMessageContaining("p.yaml:5:").hasMessageContaining("unknown key 'siute'; did you mean 'suite'?");
  }

  @Test
  public void keyOfAnotherKindIsRefused() {
    assertThatThrownBy(() -> PolicyFile.parse("p.yaml", HEAD + "  - {id: a, kind: must-pass, suite: bvt, at-least: 95 %}\n"))
        .hasMessageContaining("unknown key 'at-least'");
  }

  @Test
  public void bareNumberIsNotAShare() {
    assertThatThrownBy(() -> PolicyFile.parse("p.yaml", HEAD + "  - {id: a, kind: pass-rate, suite: bvt, at-least: 0.965}\n"))
        .hasMessageContaining("expected a share such as 96.5 %");
  }

  @Test
  public void unknownKindAndMissingKeysAreAllSaidAtOnce() {
    assertThatThrownBy(() -> PolicyFile.parse("p.yaml", HEAD + "  - {id: a, kind: must-fail, suite: x}\n  - {id: b, kind: must-pass}\n"))
        .hasMessageContaining("must-fail").hasMessageContaining("key 'suite' is missing");
  }

  @Test
  public void emptyCriteriaAreRefused() {
    assertThatThrownBy(() -> PolicyFile.parse("p.yaml", "policy: p\nversion: 1\nmilestone: m\ncriteria: []\n")).hasMessageContaining("no criteria");
  }

  @Test
  public void confidenceThatMeansNothingIsRefused() {
    assertThatThrownBy(() -> PolicyFile.parse(
        "p.yaml", HEAD + "  - {id: a, kind: pass-rate, suite: bvt, at-least: 95 %, basis: surely-above, confidence: 100 %}\n"))
        .hasMessageContaining("means nothing");
  }
}
