package dev.assay.testkit.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.CaseId;
import dev.assay.core.FencingToken;
import dev.assay.core.HostId;
import dev.assay.core.Outcome;
import dev.assay.core.Verdict;
import dev.assay.core.kpi.Kpi;
import dev.assay.core.lab.StaleLeaseException;
import dev.assay.core.run.Evidence;
import dev.assay.core.run.History;
import dev.assay.core.run.Phase;
import dev.assay.core.time.Await;
import dev.assay.core.time.Chance;
import dev.assay.core.time.Time;
import dev.assay.testkit.Host;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Size;
import dev.assay.testkit.TestingBuilds;
import dev.assay.testkit.benchmark.EmptyLab;
import dev.assay.testkit.plan.Planner;
import dev.assay.testkit.plan.Selection;
import dev.assay.testkit.plan.Suite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

class ExecutionTests {

  private static final Kpi STEPS = Kpi.lower("steps", "1");

  static class PassingTests {
    private final Time time;
    private final Kpis kpis;

    PassingTests(Pool pool, Time time, Kpis kpis) {
      this.time = time;
      this.kpis = kpis;
    }

    @Test
    void sleepsAMinute() {
      time.sleep(Duration.ofMinutes(1));
    }

    @Test
    void measures() {
      kpis.record(STEPS, 7);
    }
  }

  static class OperatingTests {
    private final History history;

    OperatingTests(Pool pool, History history) {
      this.history = history;
    }

    @Test
    void operates() {
      history.append("vm.start.started", "vm-1", Map.of());
      history.append("vm.start.completed", "vm-1", Map.of("took", "PT2.5S"));
      history.append("guest.write.completed", "vm-1", Map.of("took", "PT9S"));
      history.append("vm.resume.failed", "vm-1", Map.of("seen", "SR_BACKEND_FAILURE_47"));
    }
  }

  static class FailingTests {
    FailingTests(Pool pool) {}

    @Test
    void productIsWrong() {
      assertThat(1).isEqualTo(2);
    }
  }

  static class LabFailingTests {
    LabFailingTests(Pool pool) {}

    @Test
    void labIsBroken() {
      throw new AssayException.Lab("power of host1: no answer");
    }

    @Test
    void failsAtOnceAfterIt() {
      throw new AssertionError("nothing works any more");
    }
  }

  static class EndlessTests {
    private final Time time;

    EndlessTests(Pool pool, Time time) {
      this.time = time;
    }

    @Test
    @Limit(minutes = 10)
    void neverEnds() {
      time.sleep(Time.FOREVER);
    }
  }

  static class WaitingTests {
    private final Time time;

    WaitingTests(Pool pool, Time time) {
      this.time = time;
    }

    @Test
    @Limit(minutes = 20)
    void waitsLong() {
      Await.on(time).until("vm-1 answers", () -> false).seeing(() -> "still booting").within(Duration.ofHours(1));
    }
  }

  static class HangingTests {
    private final Time time;

    HangingTests(Pool pool, Time time) {
      this.time = time;
    }

    @Test
    @Limit(minutes = 90)
    void hangs() {
      time.sleep(Time.FOREVER);
    }
  }

  static class SteadyTests {
    private final Time time;

    SteadyTests(Pool pool, Time time) {
      this.time = time;
    }

    @Test
    void first() {
      time.sleep(Duration.ofMinutes(14));
    }

    @Test
    void second() {
      time.sleep(Duration.ofMinutes(14));
    }

    @Test
    void third() {
      time.sleep(Duration.ofMinutes(14));
    }
  }

  static class LeaseLosingTests {
    LeaseLosingTests(Pool pool) {}

    @Test
    void losesItsHosts() {
      throw new StaleLeaseException(HostId.of("h1"), new FencingToken(3), "token 4 is live");
    }

    @Test
    void isNeverReached() {}
  }

  static class PoolOfTwoTests {
    private final Pool pool;
    private final Host alone;

    PoolOfTwoTests(@Size(2) Pool pool, Host alone) {
      this.pool = pool;
      this.alone = alone;
    }

    @Test
    void seesItsBench() {
      assertThat(pool.hosts()).extracting(Host::id).containsExactly(HostId.of("h1"), HostId.of("h2"));
      assertThat(alone.id()).isEqualTo(HostId.of("h3"));
    }
  }

  static class RandomTests {
    private final Time time;
    private final Chance chance;

    RandomTests(Pool pool, Time time, Chance chance) {
      this.time = time;
      this.chance = chance;
    }

    @Test
    void first() {
      time.sleep(Duration.ofSeconds(chance.below(1_000_000)));
    }

    @Test
    void second() {
      time.sleep(Duration.ofSeconds(chance.below(1_000_000)));
    }
  }

  static class MoreRandomTests extends Object {
    private final Time time;

    MoreRandomTests(Pool pool, Time time) {
      this.time = time;
    }

    @Test
    void third() {
      time.sleep(Duration.ofMinutes(1));
    }
  }

  private MemoryJournal journal;
  private TestingStrategy strategy;
  private ExecutionOptions options;
  private ExecutionListener listener;

  @BeforeMethod
  void freshLab() {
    journal = new MemoryJournal();
    strategy = new TestingStrategy();
    options = ExecutionOptions.seeded(1);
    listener = ExecutionListener.NONE;
  }

  private Execution execution(Class<?>... classes) {
    return execution(Suite.of("s", "example", classes));
  }

  private Execution execution(Suite suite) {
    var plan = Planner.plan(suite, TestingBuilds.version("6.5.0"), Selection.ALL);
    var hosts = List.of(HostId.of("h1"), HostId.of("h2"), HostId.of("h3"));
    return Execution.on(new EmptyLab(), hosts, plan, journal, options, strategy);
  }

  private ExecutionResult run(Class<?>... classes) {
    return execution(classes).run(listener);
  }

  private List<String> attempts() {
    return journal.attempts().stream()
        .map(entry -> entry.testCase().value().replaceAll(".*/", "") + "#" + entry.number() + " "
            + entry.outcome().map(outcome -> outcome.verdict().name()).orElse("open"))
        .toList();
  }

  @Test
  void passingCasesTakeTheLabsTime() {
    var result = run(PassingTests.class);
    assertThat(attempts()).containsExactly("sleeps-a-minute#1 PASS", "measures#1 PASS");
    assertThat(result.verdict()).isEqualTo(Verdict.PASS);
    assertThat(result.took()).isEqualTo(Duration.ofMinutes(1));
    assertThat(result.counts()).containsEntry(Verdict.PASS, 2).containsEntry(Verdict.FAIL, 0);
  }

  @Test
  void operationsOfTheProductAreTimedWhereTheSuiteAsksForIt() {
    execution(Suite.of("s", "example", OperatingTests.class)).run(listener);
    assertThat(journal.attempts().getLast().samples()).isEmpty();
    execution(Suite.of("s", "example", OperatingTests.class).timingOperations()).run(listener);
    assertThat(journal.attempts().getLast().samples()).singleElement().satisfies(sample -> {
      assertThat(sample.kpi()).isEqualTo(Kpi.lower("vm.start", "s"));
      assertThat(sample.value()).isEqualTo(2.5);
      assertThat(sample.dimensions()).containsExactly(Map.entry("suite", "s"));
    });
  }

  @Test
  void samplesGoUnderTheAttemptThatTookThem() {
    run(PassingTests.class);
    assertThat(journal.attempts().getLast().samples()).singleElement().satisfies(sample -> {
      assertThat(sample.kpi()).isEqualTo(STEPS);
      assertThat(sample.value()).isEqualTo(7);
    });
  }

  @Test
  void phasesAreEnteredInOrder() {
    run(PassingTests.class);
    assertThat(journal.phases()).containsExactly(Phase.INSTALL, Phase.EXECUTE);
  }

  @Test
  void aFailureOfTheProductIsNotRetriedAndHasEvidence() {
    var result = run(FailingTests.class);
    assertThat(attempts()).containsExactly("product-is-wrong#1 FAIL");
    assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(journal.attempts().getFirst().evidence()).extracting(Evidence::name).containsExactly("last-events.log", "host.log");
  }

  @Test
  void whatTheLabSpoiledIsRetriedOnceOnARebuiltBench() {
    run(LabFailingTests.class);
    assertThat(attempts()).startsWith("lab-is-broken#1 INCONCLUSIVE", "lab-is-broken#2 INCONCLUSIVE");
    assertThat(strategy.asked).contains("reinstall");
  }

  @Test
  void aBenchThatTheLabSpoiledBlamesNoProduct() {
    run(LabFailingTests.class);
    assertThat(journal.ended(Verdict.FAIL)).isEmpty();
    assertThat(journal.attempts().getLast().outcome().orElseThrow())
        .satisfies(outcome -> assertThat(outcome.blame()).isEqualTo(Outcome.Blame.LAB))
        .satisfies(outcome -> assertThat(outcome.message()).contains("no answer").contains("nothing works any more"));
  }

  @Test
  void theBudgetOfRetriesIsNotExceeded() {
    options = new ExecutionOptions(1, 1, 1, EarlierProgress.NONE);
    run(LabFailingTests.class);
    assertThat(attempts()).containsExactly(
        "lab-is-broken#1 INCONCLUSIVE", "lab-is-broken#2 INCONCLUSIVE", "fails-at-once-after-it#1 INCONCLUSIVE");
  }

  @Test
  void anAttemptEndsAtItsLimitInTheLabsTime() {
    var result = run(EndlessTests.class);
    assertThat(result.took()).isEqualTo(Duration.ofMinutes(10));
    assertThat(journal.attempts().getFirst().outcome().orElseThrow().message()).contains("still running after its limit of 10 min");
    assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void anAttemptInWhichNothingHappensEndsBeforeItsLimit() {
    var result = run(HangingTests.class);
    assertThat(result.took()).isEqualTo(Duration.ofMinutes(30));
    assertThat(journal.attempts().getFirst().outcome().orElseThrow().message()).contains("nothing has happened for 30 min");
  }

  @Test
  void aWaitLeavesTimeToSayWhatItSaw() {
    run(WaitingTests.class);
    assertThat(journal.attempts().getFirst().outcome().orElseThrow().message())
        .isEqualTo("waiting 14m30s until vm-1 answers: it did not come about; seen instead: still booting; it may take 1h, but what it is part of has no more time");
  }

  @Test
  void aBenchThatHangsWhileItIsPreparedIsTheLabsFailure() {
    strategy.onShape = bench -> bench.time().sleep(Time.FOREVER);
    options = new ExecutionOptions(1, 1, 0, EarlierProgress.NONE);
    var result = run(EndlessTests.class);
    var outcome = journal.attempts().getFirst().outcome().orElseThrow();
    assertThat(outcome.blame()).isEqualTo(Outcome.Blame.LAB);
    assertThat(outcome.message()).contains("preparing: nothing has happened for 120 min, so it hangs").contains("last seen: ");
    assertThat(result.took()).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void evidenceThatHangsIsCutOffAndWhatWasHadIsKept() {
    strategy.onEvidence = bench -> bench.time().sleep(Time.FOREVER);
    var result = run(FailingTests.class);
    assertThat(result.took()).isEqualTo(Duration.ofMinutes(20));
    assertThat(journal.attempts().getFirst().evidence()).extracting(Evidence::name).containsExactly("last-events.log", "host.log", "evidence-missing.txt");
  }

  @Test
  void aBenchWhoseTidyingHangsIsBuiltAnew() {
    strategy.onTidy = bench -> bench.time().sleep(Time.FOREVER);
    run(PassingTests.class);
    assertThat(journal.ended(Verdict.PASS)).hasSize(2);
    assertThat(strategy.asked).contains("reinstall");
  }

  @Test
  void whatHappensOnAnotherLaneIsNoSignOfLife() {
    options = options.withLanes(2);
    run(HangingTests.class, SteadyTests.class);
    var at = journal.events().stream().filter(event -> event.subject().equals("s/hanging/hangs")).map(event -> event.at()).toList();
    assertThat(Duration.between(at.getFirst(), at.getLast())).as("from its start to its end").isEqualTo(Duration.ofMinutes(30));
  }

  @Test
  void aBenchThatCannotBeInstalledIsTheLabsFailure() {
    strategy.onInstall = bench -> {
      throw new AssayException.TimedOut("waiting 90m until h1 answers");
    };
    var result = run(PassingTests.class);
    assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(journal.attempts().getFirst().outcome().orElseThrow().blame()).isEqualTo(Outcome.Blame.LAB);
  }

  @Test
  void aProductThatRefusesItsInstallationFails() {
    strategy.onInstall = bench -> {
      throw new AssayException.Product("the installer refuses its own media");
    };
    assertThat(run(PassingTests.class).verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void leftoversThatCannotBeRemovedHaveTheBenchRebuilt() {
    strategy.leftovers = List.of("vm bvt-7 cannot be destroyed");
    run(PassingTests.class);
    assertThat(strategy.asked).containsExactly("install", "shape a pool of 1", "reinstall", "shape a pool of 1");
  }

  @Test
  void aLostLeaseIsRecordedAndStopsTheRun() {
    assertThatThrownBy(() -> run(LeaseLosingTests.class)).isInstanceOf(StaleLeaseException.class);
    assertThat(attempts()).containsExactly("loses-its-hosts#1 INCONCLUSIVE");
  }

  @Test
  void constructorsGetTheBenchTheyAskFor() {
    assertThat(run(PoolOfTwoTests.class).verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void endedCasesAreNotRunAgainAndNumbersGoOn() {
    var attempts = new LinkedHashMap<>(Map.of(CaseId.of("s/passing/measures"), 1));
    options = options.resuming(new EarlierProgress(List.of(CaseId.of("s/passing/sleeps-a-minute")), attempts, 12));
    run(PassingTests.class);
    assertThat(attempts()).containsExactly("measures#2 PASS");
    assertThat(journal.events().getFirst().sequence()).isEqualTo(12);
  }

  @Test
  void cancellingEndsAtOnceAndLeavesTheAttemptOpen() {
    var execution = execution(EndlessTests.class);
    listener = new ExecutionListener() {
      @Override
      public void started(int lane, CaseId testCase, int attempt, List<HostId> hosts) {
        execution.cancel();
      }
    };
    var result = execution.run(listener);
    assertThat(result.cancelled()).isTrue();
    assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(result.took()).isLessThan(Duration.ofMinutes(10));
    assertThat(attempts()).containsExactly("never-ends#1 open");
  }

  @Test
  void lanesRunSideBySideOnHostsOfTheirOwn() {
    options = options.withLanes(2);
    var result = run(EndlessTests.class, MoreRandomTests.class);
    assertThat(result.took()).isEqualTo(Duration.ofMinutes(10));
    assertThat(journal.attempts()).extracting(MemoryJournal.Entry::hosts).doesNotHaveDuplicates();
  }

  @Test
  void equalSeedsGiveEqualHistories() {
    options = options.withLanes(2);
    var hashes = new ArrayList<String>();
    for (int launch = 0; launch < 2; launch++) {
      freshJournal();
      hashes.add(run(RandomTests.class, MoreRandomTests.class).historyHash());
    }
    assertThat(hashes.getFirst()).isEqualTo(hashes.getLast());
    options = ExecutionOptions.seeded(2).withLanes(2);
    assertThat(run(RandomTests.class, MoreRandomTests.class).historyHash()).isNotEqualTo(hashes.getFirst());
  }

  private void freshJournal() {
    journal = new MemoryJournal();
  }

  @Test
  void theHashIsThatOfTheJournalsEvents() {
    var result = run(PassingTests.class);
    var hash = new dev.assay.core.run.HistoryHash();
    journal.events().forEach(hash::add);
    assertThat(result.historyHash()).isEqualTo(hash.value());
  }

  @Test
  void whatTheLabSpoiledIsLeftForOtherHostsWhereThoseAreAllowed() {
    options = options.givingUpHosts();
    var result = run(LabFailingTests.class, PassingTests.class);
    assertThat(attempts()).as("nothing is tried on hosts that the lab failed on").containsExactly("lab-is-broken#1 INCONCLUSIVE");
    assertThat(result.left()).extracting(CaseId::value).containsExactly(
        "s/lab-failing/lab-is-broken", "s/lab-failing/fails-at-once-after-it", "s/passing/sleeps-a-minute", "s/passing/measures");
    assertThat(result.suspects()).containsOnlyKeys(HostId.of("h1"));
    assertThat(strategy.asked).doesNotContain("reinstall");
  }

  @Test
  void aFailureOfTheProductIsNeverTakenElsewhere() {
    options = options.givingUpHosts();
    assertThat(run(FailingTests.class).left()).isEmpty();
  }

  @Test
  void attemptsSpoiledBeforeCountAgainstTheBudget() {
    var before = new LinkedHashMap<>(Map.of(CaseId.of("s/lab-failing/lab-is-broken"), 1));
    options = options.givingUpHosts().resuming(new EarlierProgress(List.of(), before, before, 0));
    var result = run(LabFailingTests.class);
    assertThat(attempts()).startsWith("lab-is-broken#2 INCONCLUSIVE");
    assertThat(result.left()).extracting(CaseId::value).doesNotContain("s/lab-failing/lab-is-broken");
  }

  @Test
  void hostsThatCannotBeInstalledAreGivenUpAndNoCaseIsLost() {
    strategy.onInstall = bench -> {
      throw new AssayException.Lab("power of h1: no answer");
    };
    run(PassingTests.class);
    assertThat(attempts()).containsExactly("sleeps-a-minute#1 INCONCLUSIVE", "sleeps-a-minute#2 INCONCLUSIVE", "measures#1 INCONCLUSIVE");
    assertThat(journal.attempts().getLast().outcome().orElseThrow().message()).contains("not tried").contains("no answer");
  }

  @Test
  void aBenchIsHeldAfterAFailureAndBeforeItIsTidied() {
    options = options.holdingFailures((testCase, bench, outcome) -> strategy.asked.add("held at " + testCase));
    run(FailingTests.class, PassingTests.class);
    assertThat(strategy.asked).filteredOn(step -> step.startsWith("held")).containsExactly("held at s/failing/product-is-wrong");
  }

  @Test
  void aCancelledRunTidiesItsBenchWhenAskedTo() {
    var execution = execution(EndlessTests.class);
    listener = new ExecutionListener() {
      @Override
      public void started(int lane, CaseId testCase, int attempt, List<HostId> hosts) {
        execution.cancel(true);
      }
    };
    execution.run(listener);
    assertThat(strategy.tidied).isEqualTo(1);
  }
}
