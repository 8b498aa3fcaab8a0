package dev.assay.judge;

import static dev.assay.core.Verdict.FAIL;
import static dev.assay.core.Verdict.INCONCLUSIVE;
import static dev.assay.core.Verdict.PASS;
import static dev.assay.core.Verdict.SKIPPED;
import static dev.assay.judge.TestingRuns.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.analysis.gate.GateDecision;
import dev.assay.analysis.gate.GateDecision.Answer;
import dev.assay.core.BuildId;
import dev.assay.core.kpi.Kpi;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.testng.annotations.Test;

public class JudgeTests {

  private static final String BVT = """
      policy: bvt
      version: 1
      milestone: bvt
      criteria:
        - {id: bvt, kind: must-pass, suite: bvt, newest-within: 7d}
      """;
  private static final String NEW = BVT.replace("must-pass", "new-failures");
  private static final String BOOT = """
      policy: boot
      version: 1
      milestone: bvt
      criteria:
        - {id: boot, kind: kpi-limit, kpi: boot.time, unit: s, at-most: 10}
      """;
  private static final String WORSE = """
      policy: boot
      version: 1
      milestone: bvt
      criteria:
        - {id: boot, kind: kpi-regression, at-most: 5 %}
      """;

  @Test
  public void buildWhoseSuitePassedMayBePromoted() {
    var decision = judge(new TestingRuns().run("b1", "bvt", PASS, PASS, SKIPPED), BVT);

    assertThat(decision.answer()).isEqualTo(Answer.GO);
    assertThat(decision.results().getFirst().evidence()).isEqualTo("2/2 = 100.00 % passed, 1 skipped (R-1)");
  }

  @Test
  public void runsOfOtherBuildsAndSuitesSayNothing() {
    assertThat(judge(new TestingRuns().run("b2", "bvt", PASS).run("b1", "nightly", PASS), BVT).answer()).isEqualTo(Answer.PENDING);
  }

  @Test
  public void runOfASelectionSaysNothingOfTheWholeSuite() {
    var runs = new TestingRuns().run("b1", "bvt", Map.of(Judge.SELECTION, "bvt/case-0"), List.of(), PASS).run("b1", "bvt", PASS, FAIL);

    assertThat(judge(runs, BVT).answer()).isEqualTo(Answer.NO_GO);
  }

  @Test
  public void newestRunDecides() {
    assertThat(judge(new TestingRuns().run("b1", "bvt", PASS).run("b1", "bvt", FAIL), BVT).answer()).isEqualTo(Answer.GO);
  }

  @Test
  public void runUnderWaySaysNothingYet() {
    assertThat(judge(new TestingRuns().run("b1", "bvt", FAIL).stillRunning().run("b1", "bvt", PASS, PASS), BVT).answer()).isEqualTo(Answer.GO);
    assertThat(judge(new TestingRuns().run("b1", "bvt", PASS).stillRunning(), BVT).answer()).isEqualTo(Answer.PENDING);
  }

  @Test
  public void inconclusiveCaseIsPending() {
    assertThat(judge(new TestingRuns().run("b1", "bvt", PASS, INCONCLUSIVE), BVT).answer()).isEqualTo(Answer.PENDING);
  }

  @Test
  public void oldRunIsPending() {
    var runs = new TestingRuns().run("b1", "bvt", PASS);

    var decision = new Judge(runs.asRuns(), runs.asBook(), _ -> "perf-a")
        .gate(PolicyFile.parse("p.yaml", BVT), BuildId.of("b1"), Optional.empty(), List.of(), NOW.plus(Duration.ofDays(8)));

    assertThat(decision.answer()).isEqualTo(Answer.PENDING);
  }

  @Test
  public void failureThatPassedInTheBaselineIsNewAndOneThatFailedThereIsNot() {
    var broken = new TestingRuns().run("b1", "bvt", FAIL, PASS).run("b0", "bvt", PASS, PASS);
    var known = new TestingRuns().run("b1", "bvt", FAIL, PASS).run("b0", "bvt", FAIL, PASS);

    assertThat(judge(broken, NEW, Optional.of("b0")).answer()).isEqualTo(Answer.NO_GO);
    assertThat(judge(known, NEW, Optional.of("b0")).answer()).isEqualTo(Answer.GO);
    assertThat(judge(broken, NEW).answer()).isEqualTo(Answer.PENDING);
  }

  @Test
  public void limitOfAKpiIsHeldAgainstTheMedianOfTheRuns() {
    var boot = Kpi.lower("boot.time", "s");
    var fast = List.of(TestingRuns.sample(boot, 9), TestingRuns.sample(boot, 9.5), TestingRuns.sample(boot, 30));
    var slow = List.of(TestingRuns.sample(boot, 11));

    assertThat(judge(new TestingRuns().run("b1", "perf", Map.of(), fast, PASS), BOOT).answer()).isEqualTo(Answer.GO);
    assertThat(judge(new TestingRuns().run("b1", "perf", Map.of(), slow, PASS), BOOT).answer()).isEqualTo(Answer.NO_GO);
    assertThat(judge(new TestingRuns().run("b1", "perf", PASS), BOOT).answer()).isEqualTo(Answer.PENDING);
  }

  @Test
  public void kpiThatBecameWorseThanEarlierBuildsBlocksAndOneThatDidNotPasses() {
    assertThat(judge(measured(12), WORSE).answer()).isEqualTo(Answer.NO_GO);
    assertThat(judge(measured(10), WORSE).answer()).isEqualTo(Answer.GO);
  }

  @Test
  public void kpiWithoutEarlierBuildsIsPending() {
    var boot = List.of(TestingRuns.sample(Kpi.lower("boot.time", "s"), 10));

    assertThat(judge(new TestingRuns().run("b1", "perf", Map.of(), boot, PASS), WORSE).answer()).isEqualTo(Answer.PENDING);
  }

  @Test
  public void anOpenRegressionIsNotTheBaselineOfLaterBuildsUntilSomebodyAcceptsIt() {
    assertThat(judge(afterARegression(), WORSE).answer()).isEqualTo(Answer.NO_GO);
    assertThat(judge(afterARegression().accepted("boot.time", "bad-22"), WORSE).answer()).isEqualTo(Answer.GO);
  }

  @Test
  public void runsOfTheBuildAndOnesAfterItAreNoPartOfItsBaseline() {
    var runs = new TestingRuns();
    for (int i = 0; i < 40; i++) {
      runs.run("later-" + i, "perf", Map.of(), List.of(TestingRuns.sample(Kpi.lower("boot.time", "s"), noisy(20, i))), PASS);
    }
    for (int i = 0; i < 43; i++) {
      runs.run(i < 3 ? "b1" : "old-" + i, "perf", Map.of(), List.of(TestingRuns.sample(Kpi.lower("boot.time", "s"), noisy(i < 3 ? 12 : 10, i))), PASS);
    }
    assertThat(judge(runs, WORSE).answer()).isEqualTo(Answer.NO_GO);
  }

  @Test
  public void anOlderBuildThatWasRunLaterIsPartOfTheBaselineAndANewerOneIsNot() {
    var runs = new TestingRuns();
    for (int i = 0; i < 30; i++) {
      var build = i < 10 ? "newer" : i < 20 ? "older" : "b1";
      runs.run(build, "perf", Map.of(), List.of(TestingRuns.sample(Kpi.lower("boot.time", "s"), noisy(build.equals("newer") ? 12 : 10, i))), PASS);
    }
    var order = List.of("older", "b1", "newer");

    assertThat(judge(runs, WORSE).answer()).isEqualTo(Answer.PENDING);
    assertThat(new Judge(runs.asRuns(), runs.asBook(), _ -> "perf-a", _ -> Map.of(), _ -> Optional.empty(),
        (one, other) -> order.indexOf(one.value()) > order.indexOf(other.value()))
        .gate(PolicyFile.parse("p.yaml", WORSE), BuildId.of("b1"), Optional.empty(), List.of(), NOW).answer()).isEqualTo(Answer.GO);
  }

  /** Three runs of the build at 12 s, twenty of builds before it that were no better, and forty of older ones at 10 s. */
  private static TestingRuns afterARegression() {
    var runs = new TestingRuns();
    for (int i = 0; i < 63; i++) {
      var build = i < 3 ? "b1" : i < 23 ? "bad-" + i : "old-" + i;
      runs.run(build, "perf", Map.of(), List.of(TestingRuns.sample(Kpi.lower("boot.time", "s"), noisy(i < 23 ? 12 : 10, i))), PASS);
    }
    return runs;
  }

  private static double noisy(double level, int i) {
    return level * (1 + 0.01 * (i * 7 % 11 - 5) / 5);
  }

  /** Three runs of the build at this level, and forty runs of earlier ones at about 10 s. */
  private static TestingRuns measured(double level) {
    var runs = new TestingRuns();
    for (int i = 0; i < 43; i++) {
      double value = noisy(i < 3 ? level : 10, i);
      runs.run(i < 3 ? "b1" : "old-" + i, "perf", Map.of(), List.of(TestingRuns.sample(Kpi.lower("boot.time", "s"), value)), PASS);
    }
    return runs;
  }

  private static GateDecision judge(TestingRuns runs, String policy) {
    return judge(runs, policy, Optional.empty());
  }

  private static GateDecision judge(TestingRuns runs, String policy, Optional<String> baseline) {
    return new Judge(runs.asRuns(), runs.asBook(), _ -> "perf-a")
        .gate(PolicyFile.parse("p.yaml", policy), BuildId.of("b1"), baseline.map(BuildId::of), List.of(), NOW);
  }
}
