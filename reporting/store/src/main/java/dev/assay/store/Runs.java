package dev.assay.store;

import dev.assay.core.CaseId;
import dev.assay.core.Outcome;
import dev.assay.core.RunId;
import dev.assay.core.SuiteName;
import dev.assay.core.Verdict;
import dev.assay.core.kpi.Sample;
import dev.assay.core.run.Evidence;
import dev.assay.core.run.HistoryEvent;
import dev.assay.core.run.Journal;
import dev.assay.core.run.PlannedCase;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The stored runs: open one, write it through its journal, read it back for ever. */
public interface Runs {

  /** Store a new run with its whole plan, in one transaction; its name is given here. */
  RunId open(RunHeader header, List<PlannedCase> plan);

  /**
   * Take a run over and write on: only the controller that took it last may write.
   *
   * <p>Attempts that were in flight are ended as INCONCLUSIVE, blame HARNESS, message "controller lost".
   */
  Journal resume(RunId run, String controller);

  /** Say that the run's controller still lives, by the database's clock. */
  void heartbeat(RunId run, String controller);

  /** Let go of a run that is to be resumed: it shows as interrupted at once. Fine when the controller holds it no more. */
  void leave(RunId run, String controller);

  /** Close the run with its verdict, as the controller that took it last; nothing is written to it afterwards. */
  void close(RunId run, String controller, Verdict verdict, String historyHash);

  Optional<RunRecord> find(RunId run);

  /** List the latest runs, newest first. */
  List<RunRecord> latest(int limit);

  /** List the runs of a build, newest first, optionally of one suite only. */
  List<RunRecord> ofBuild(String build, Optional<SuiteName> suite);

  /** List the cases of a run in plan order, each with its attempts in order. */
  List<CaseRecord> cases(RunId run);

  /** Read the cases in plan order one after another, holding only a page of them: for runs of any size. */
  default void eachCase(RunId run, Consumer<CaseRecord> reader) {
    cases(run).forEach(reader);
  }

  /** Read the history in order. */
  void history(RunId run, Consumer<HistoryEvent> reader);

  List<StoredSample> samples(RunId run);

  /** Read the samples in order of case, attempt and instant, one after another: for runs of any size. */
  default void eachSample(RunId run, Consumer<StoredSample> reader) {
    samples(run).forEach(reader);
  }

  List<Evidence> evidence(RunId run, CaseId testCase, int attempt);

  /** A sample with the case and attempt that took it. */
  record StoredSample(CaseId testCase, int attempt, Sample sample) {}

  /** Whether a case still has to be tried, as resume asks: not ended, or ended as controller lost. */
  static boolean unfinished(CaseRecord record) {
    return record.attempts().isEmpty() || record.attempts().getLast().outcome().filter(o -> !lost(o)).isEmpty();
  }

  String CONTROLLER_LOST = "controller lost";

  private static boolean lost(Outcome outcome) {
    return outcome.verdict() == Verdict.INCONCLUSIVE && outcome.message().equals(CONTROLLER_LOST);
  }
}
