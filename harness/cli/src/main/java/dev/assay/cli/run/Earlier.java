package dev.assay.cli.run;

import dev.assay.core.CaseId;
import dev.assay.core.RunId;
import dev.assay.store.Runs;
import dev.assay.testkit.execution.EarlierProgress;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/** Reads from the store what an interrupted controller left of a run. */
final class Earlier {

  private Earlier() {}

  static EarlierProgress of(Runs runs, RunId run) {
    var ended = new ArrayList<CaseId>();
    var attempts = new LinkedHashMap<CaseId, Integer>();
    for (var testCase : runs.cases(run)) {
      var id = testCase.planned().id();
      if (!testCase.attempts().isEmpty()) {
        attempts.put(id, testCase.attempts().getLast().number());
      }
      if (!Runs.unfinished(testCase)) {
        ended.add(id);
      }
    }
    var events = new long[1];
    runs.history(run, event -> events[0] = event.sequence() + 1);
    return new EarlierProgress(ended, attempts, events[0]);
  }
}
