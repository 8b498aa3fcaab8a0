package dev.assay.testkit.execution;

import dev.assay.core.AssayException;
import dev.assay.core.Outcome;
import dev.assay.core.Outcome.Blame;
import dev.assay.core.Verdict;
import dev.assay.core.lab.StaleLeaseException;
import dev.assay.core.run.Evidence;
import dev.assay.testkit.CarriesEvidence;
import dev.assay.testkit.plan.TestBehaviour;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Tries a case until its outcome says something about the product, or the retries that the lab is granted are used. */
final class CaseRunner {

  private final int lane;
  private final BenchKeeper keeper;
  private final AttemptLog log;
  private final LaneKpis kpis;
  private final LabRetryBudget budget;
  private final int labRetries;
  private final boolean elsewhere;
  private final EarlierProgress earlier;
  private final FailureHold hold;
  private final LabTrouble trouble = new LabTrouble();

  CaseRunner(int lane, BenchKeeper keeper, AttemptLog log, LaneKpis kpis, LabRetryBudget budget, int labRetries, ExecutionOptions options) {
    this.lane = lane;
    this.keeper = keeper;
    this.log = log;
    this.kpis = kpis;
    this.budget = budget;
    this.labRetries = labRetries;
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
      keeper.tidy();
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
    kpis.during(open.attempt());
    try {
      return within(behaviour.planned().limit(), open.name(), body);
    } finally {
      kpis.after();
    }
  }

  private Outcome within(Duration limit, String name, Callable<Void> body) {
    var fork = log.time().fork(name, () -> outcomeOf(body));
    var patience = new Patience(limit, log.time().now());
    try {
      do {
        if (fork.endedWithin(patience.untilNextLook(log.time().now(), log.history().lastAt()))) {
          return fork.join();
        }
      } while (patience.wrong(log.time().now(), log.history().lastAt()).isEmpty());
    } catch (AssayException.Cancelled e) {
      fork.cancel();
      throw e;
    }
    fork.cancel();
    return Outcome.of(new AssayException.TimedOut("running " + name + ": " + patience.wrong(log.time().now(), log.history().lastAt()).orElse("")
        + "; last seen: " + lastEvent() + "; the attempt's evidence has the hosts' logs"));
  }

  private static Outcome outcomeOf(Callable<Void> body) {
    try {
      body.call();
      return Outcome.PASSED;
    } catch (Throwable e) {
      return Outcome.of(e);
    }
  }

  private String lastEvent() {
    return log.run().last().reversed().stream().findFirst()
        .map(event -> event.kind() + " " + event.subject() + " at " + event.at()).orElse("nothing");
  }

  private List<Evidence> evidence(Outcome outcome) {
    var all = new ArrayList<Evidence>();
    if (outcome.thrown() instanceof CarriesEvidence carrier) {
      all.addAll(carrier.evidence());
    }
    all.add(EvidenceText.history(log.run().last()));
    try {
      all.addAll(keeper.evidence());
    } catch (AssayException.Cancelled | AssayException.Unavailable e) {
      throw e;
    } catch (AssayException e) {
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
