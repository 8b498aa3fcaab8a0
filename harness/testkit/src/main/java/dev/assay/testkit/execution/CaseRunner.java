package dev.assay.testkit.execution;

import dev.assay.core.AssayException;
import dev.assay.core.Outcome;
import dev.assay.core.Outcome.Blame;
import dev.assay.core.Verdict;
import dev.assay.core.lab.StaleLeaseException;
import dev.assay.core.run.Evidence;
import dev.assay.core.time.Time;
import dev.assay.testkit.CarriesEvidence;
import dev.assay.testkit.bench.Checkup;
import dev.assay.testkit.plan.Suite;
import dev.assay.testkit.plan.TestBehaviour;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

/** Tries a case until its outcome says something about the product, or the retries that the lab is granted are used. */
final class CaseRunner {

  private final int lane;
  private final BenchKeeper keeper;
  private final AttemptLog log;
  private final Watch watch;
  private final LaneKpis kpis;
  private final LabRetryBudget budget;
  private final int labRetries;
  private final boolean examined;
  private final boolean elsewhere;
  private final EarlierProgress earlier;
  private final FailureHold hold;
  private final LabTrouble trouble = new LabTrouble();

  CaseRunner(int lane, BenchKeeper keeper, AttemptLog log, LaneKpis kpis, LabRetryBudget budget, Suite suite, ExecutionOptions options) {
    this.lane = lane;
    this.keeper = keeper;
    this.log = log;
    this.watch = new Watch(log.time(), log.history());
    this.kpis = kpis;
    this.budget = budget;
    this.labRetries = suite.labRetries();
    this.examined = suite.examined();
    this.elsewhere = options.elsewhere();
    this.earlier = options.earlier();
    this.hold = options.hold();
  }

  /**
   * Try a case.
   *
   * @throws LaneGivenUp when the lab fails on these hosts
   * @throws StaleLeaseException when the hosts are lost; what was seen is recorded before
   */
  void tryCase(TestBehaviour behaviour, Callable<Void> body) {
    var id = behaviour.planned().id();
    int number = 1 + earlier.attempts().getOrDefault(id, 0);
    for (int spoiled = earlier.labFailures().getOrDefault(id, 0); attempt(behaviour, number, body, spoiled < labRetries); spoiled++) {
      number++;
    }
  }

  /** Make one attempt; return whether another one follows. */
  private boolean attempt(TestBehaviour behaviour, int number, Callable<Void> body, boolean mayRepeat) {
    var unprepared = prepare(behaviour);
    var open = log.begin(lane, behaviour, number, keeper.hosts());
    var started = log.time().now();
    var outcome = trouble.judge(unprepared.isEmpty() ? call(behaviour, open, body) : unprepared.getFirst());
    var took = log.time().since(started);
    var evidence = outcome.verdict() == Verdict.PASS ? List.<Evidence>of() : evidence(outcome);
    boolean again = outcome.verdict() == Verdict.INCONCLUSIVE && mayRepeat && !isLost(outcome) && budget.take();
    log.end(open, outcome, took, evidence, again);
    stopIfLost(outcome);
    if (outcome.verdict() == Verdict.FAIL) {
      hold.afterFailure(behaviour.planned().id(), keeper.bench(), outcome);
    }
    if (outcome.verdict() == Verdict.INCONCLUSIVE) {
      keeper.spoil("the lab or the harness failed during " + open.name());
    } else {
      keeper.tidy(behaviour.planned().limit());
    }
    giveUpIfHopeless(outcome, again);
    return again;
  }

  /** Hosts that cannot be installed serve no other case either; where others can be had, no lab failure is tried again on the same. */
  private void giveUpIfHopeless(Outcome outcome, boolean again) {
    if (outcome.verdict() == Verdict.INCONCLUSIVE && outcome.blame() == Blame.LAB
        && (again ? elsewhere : keeper.cannotBeInstalled())) {
      throw new LaneGivenUp(outcome.headline(), again);
    }
  }

  private List<Outcome> prepare(TestBehaviour behaviour) {
    try {
      keeper.prepare(behaviour.shape());
      return List.of();
    } catch (AssayException.Cancelled | AssayException.Unavailable e) {
      throw e;
    } catch (RuntimeException e) {
      return List.of(Outcome.of(e));
    }
  }

  private Outcome call(TestBehaviour behaviour, AttemptLog.Open open, Callable<Void> body) {
    var patience = Patience.trying(behaviour.planned().limit(), log.time().now());
    kpis.during(open.attempt());
    keeper.bench().allow(() -> patience.untilNextLook(log.time().now(), log.history().lastAt()));
    try {
      return watch.over("running " + open.name(), patience, () -> outcomeOf(examined ? examining(body) : body));
    } catch (AssayException.TimedOut e) {
      return Outcome.of(new AssayException.TimedOut(e.getMessage() + "; the attempt's evidence has the hosts' logs"));
    } finally {
      keeper.bench().allow(() -> Time.FOREVER);
      kpis.after();
    }
  }

  /** What a case does to its hosts beside what it asserts is the product's failure, too. */
  private Callable<Void> examining(Callable<Void> body) {
    return () -> {
      var checkup = Checkup.before(keeper.bench());
      body.call();
      var wrong = checkup.after();
      if (!wrong.isEmpty()) {
        throw new AssertionError("examining the hosts after the case: " + String.join("\n", wrong));
      }
      return null;
    };
  }

  private static Outcome outcomeOf(Callable<Void> body) {
    try {
      body.call();
      return Outcome.PASSED;
    } catch (Throwable e) {
      return Outcome.of(e);
    }
  }

  private List<Evidence> evidence(Outcome outcome) {
    var all = new ArrayList<Evidence>();
    if (outcome.thrown() instanceof CarriesEvidence carrier) {
      all.addAll(carrier.evidence());
    }
    all.add(EvidenceText.history(log.run().last()));
    var ofBench = Collections.synchronizedList(new ArrayList<Evidence>());
    try {
      keeper.evidence(ofBench::add);
      all.addAll(ofBench);
    } catch (AssayException.Cancelled | AssayException.Unavailable e) {
      throw e;
    } catch (AssayException e) {
      synchronized (ofBench) {
        all.addAll(ofBench);
      }
      all.add(EvidenceText.missing(e));
    }
    return all;
  }

  private static boolean isLost(Outcome outcome) {
    return outcome.thrown() instanceof StaleLeaseException;
  }

  private static void stopIfLost(Outcome outcome) {
    if (outcome.thrown() instanceof StaleLeaseException lost) {
      throw lost;
    }
  }
}
