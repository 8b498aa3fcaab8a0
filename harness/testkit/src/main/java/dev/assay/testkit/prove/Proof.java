package dev.assay.testkit.prove;

import dev.assay.core.Build;
import dev.assay.core.Verdict;
import dev.assay.core.defect.Defects;
import dev.assay.core.defect.SeededDefect;
import dev.assay.core.run.HistoryEvent;
import dev.assay.inventory.Lab;
import dev.assay.testkit.execution.MemoryJournal;
import dev.assay.testkit.execution.SuiteTrial;
import dev.assay.testkit.plan.Plan;
import dev.assay.testkit.plan.Planner;
import dev.assay.testkit.plan.Room;
import dev.assay.testkit.plan.Selection;
import dev.assay.testkit.plan.Suite;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Tries suites on simulated labs whose product carries a known defect, or none.
 *
 * @param only patterns of the cases that are tried, of whichever tier; empty for all
 * @param sample what part of them each seed tries
 */
public record Proof(Lab lab, Build build, List<String> only, Sample sample) {

  public Proof(Lab lab, Build build) {
    this(lab, build, List.of(), Sample.WHOLE);
  }

  /** Return how many cases of a tier are tried. */
  public long cases(Suite tier) {
    return Planner.plan(tier, build, Selection.ALL).cases().stream().filter(planned -> new Selection(only).includes(planned.id())).count();
  }

  /**
   * A tier on a build without defects.
   *
   * @param cases how many were tried
   * @param notPassed cases that were tried and did not pass, with what was seen
   * @param cost how long the tier takes, in the lab's time
   */
  public record Alarm(Suite tier, long seed, int cases, List<String> notPassed, Duration cost) {}

  /**
   * What a tier did on a build without defects.
   *
   * @param cases how many were tried
   * @param hash of all that happened: the same wherever the same happened
   */
  public record History(int cases, int events, String hash) {

    @Override
    public String toString() {
      return cases + " cases, " + events + " events, history " + hash;
    }
  }

  /** Try a tier against a defect, up to the first case that fails. */
  public Finding against(Suite tier, SeededDefect defect, long seed) {
    var trial = run(tier, seed, Defects.of(List.of(defect)), true);
    var events = trial.journal().events();
    var failed = trial.journal().ended(Verdict.FAIL).stream().findFirst();
    var result = failed.isPresent() ? Finding.Result.FOUND
        : !trial.journal().ended(Verdict.INCONCLUSIVE).isEmpty() ? Finding.Result.UNDECIDED
        : inReach(tier, defect) ? Finding.Result.MISSED : Finding.Result.NOT_IN_REACH;
    return new Finding(tier, defect, result, Duration.between(firstAttempt(events), failed.flatMap(attempt -> end(events, attempt)).orElse(last(events))),
        failed.map(attempt -> attempt.testCase().value()).orElse(""), seen(trial, failed));
  }

  /** Try a tier on a build without defects. */
  public Alarm without(Suite tier, long seed) {
    var trial = run(tier, seed, Defects.NONE, false);
    var events = trial.journal().events();
    return new Alarm(tier, seed, trial.journal().attempts().size(), trial.alarms(), tried(events));
  }

  /** Run cases of a tier on a build without defects, for what happens. */
  public History history(Suite tier, Selection selection, long seed) {
    var trial = run(Planner.plan(tier, build, selection, Room.of(lab, build)), seed, Defects.NONE, false);
    return new History(trial.journal().attempts().size(), trial.journal().events().size(), trial.result().historyHash());
  }

  /** Return the tier as what measures. */
  MeasuredProof measured(Suite tier) {
    return new MeasuredProof(lab, build, tier, selected(tier));
  }

  /** Tell whether the defect says of itself that this tier can find it. */
  public static boolean inReach(Suite tier, SeededDefect defect) {
    return defect.defect().tiers().stream().anyMatch(reach -> reach.has(tier.name().value()));
  }

  private SuiteTrial run(Suite tier, long seed, Defects defects, boolean untilFirst) {
    return run(sample.of(Planner.plan(tier, build, selected(tier), Room.of(lab, build)), seed), seed, defects, untilFirst);
  }

  /** A pattern may mean another tier's cases. */
  private Selection selected(Suite tier) {
    if (only.isEmpty()) {
      return Selection.ALL;
    }
    var cases = Planner.plan(tier, build, Selection.ALL).cases();
    return new Selection(only.stream().filter(pattern -> cases.stream().anyMatch(planned -> Selection.only(pattern).includes(planned.id()))).toList());
  }

  private SuiteTrial run(Plan plan, long seed, Defects defects, boolean untilFirst) {
    var hosts = new HostChoice(lab).of(plan.need(1).running(build.generation()));
    return SuiteTrial.run(lab, plan, seed, hosts, defects, untilFirst);
  }

  private static String seen(SuiteTrial trial, Optional<MemoryJournal.Entry> failed) {
    return failed.or(() -> trial.journal().ended(Verdict.INCONCLUSIVE).stream().findFirst())
        .flatMap(MemoryJournal.Entry::outcome).map(outcome -> outcome.headline()).orElse("");
  }

  /** Return how long cases were tried, from the first one's beginning. */
  static Duration tried(List<HistoryEvent> events) {
    return Duration.between(firstAttempt(events), last(events));
  }

  private static Instant firstAttempt(List<HistoryEvent> events) {
    return events.stream().filter(event -> event.kind().equals("case.started")).findFirst().map(HistoryEvent::at).orElse(last(events));
  }

  private static Instant last(List<HistoryEvent> events) {
    return events.isEmpty() ? Instant.EPOCH : events.getLast().at();
  }

  private static Optional<Instant> end(List<HistoryEvent> events, MemoryJournal.Entry attempt) {
    return events.stream()
        .filter(event -> event.kind().equals("case.ended") && event.subject().equals(attempt.testCase().value()))
        .findFirst().map(HistoryEvent::at);
  }
}
