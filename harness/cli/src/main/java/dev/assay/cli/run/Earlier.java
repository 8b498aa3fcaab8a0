package dev.assay.cli.run;

import dev.assay.core.CaseId;
import dev.assay.core.Outcome;
import dev.assay.core.RunId;
import dev.assay.core.Verdict;
import dev.assay.store.CaseRecord;
import dev.assay.store.Runs;
import dev.assay.testkit.execution.EarlierProgress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Reads from the store what is done of a run: by an interrupted controller, or on hosts that were given up. */
final class Earlier {

  private Earlier() {}

  static EarlierProgress of(Runs runs, RunId run) {
    return of(runs, run, List.of());
  }

  /**
   * Read what is done.
   *
   * @param again cases that ended and are tried once more all the same
   */
  static EarlierProgress of(Runs runs, RunId run, List<CaseId> again) {
    var ended = new ArrayList<CaseId>();
    var attempts = new LinkedHashMap<CaseId, Integer>();
    var labFailures = new LinkedHashMap<CaseId, Integer>();
    for (var testCase : runs.cases(run)) {
      var id = testCase.planned().id();
      if (!testCase.attempts().isEmpty()) {
        attempts.put(id, testCase.attempts().getLast().number());
        labFailures.put(id, (int) testCase.attempts().stream().filter(Earlier::spoiledByLab).count());
      }
      if (!Runs.unfinished(testCase) && !again.contains(id)) {
        ended.add(id);
      }
    }
    var events = new long[1];
    runs.history(run, event -> events[0] = event.sequence() + 1);
    return new EarlierProgress(ended, attempts, labFailures, events[0]);
  }

  /** List the cases that a killed controller would have tried once more, because the lab had spoiled them. */
  static List<CaseId> owedByLab(List<CaseRecord> cases, int labRetries) {
    return cases.stream()
        .filter(testCase -> !testCase.attempts().isEmpty() && spoiledByLab(testCase.attempts().getLast()))
        .filter(testCase -> testCase.attempts().stream().filter(Earlier::spoiledByLab).count() <= labRetries)
        .map(testCase -> testCase.planned().id())
        .toList();
  }

  private static boolean spoiledByLab(CaseRecord.AttemptRecord attempt) {
    return attempt.outcome().filter(outcome -> outcome.verdict() == Verdict.INCONCLUSIVE && outcome.blame() == Outcome.Blame.LAB).isPresent();
  }
}
