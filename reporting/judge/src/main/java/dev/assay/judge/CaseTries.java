package dev.assay.judge;

import dev.assay.analysis.gate.SuiteRun.Tries;
import dev.assay.core.BuildId;
import dev.assay.core.CaseId;
import dev.assay.core.Verdict;
import dev.assay.store.CaseRecord;
import dev.assay.store.Findings.PastResult;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Counts how often each case passed and failed on a build, over whole runs and repetitions of single cases alike. */
final class CaseTries {

  private static final int AT_A_TIME = 500;

  private final BuildId build;
  private final Function<List<CaseId>, Map<CaseId, List<PastResult>>> past;
  private final Map<CaseId, Integer> passed = new TreeMap<>();
  private final Map<CaseId, Integer> failed = new TreeMap<>();

  CaseTries(BuildId build, Function<List<CaseId>, Map<CaseId, List<PastResult>>> past) {
    this.build = build;
    this.past = past;
  }

  void add(List<CaseRecord> cases) {
    for (var record : cases) {
      record.verdict().filter(verdict -> verdict == Verdict.PASS).ifPresent(_ -> passed.merge(record.planned().id(), 1, Integer::sum));
      record.verdict().filter(verdict -> verdict == Verdict.FAIL).ifPresent(_ -> failed.merge(record.planned().id(), 1, Integer::sum));
    }
  }

  /** Count the tries of these cases, asking for their past so many at a time that it fits in memory. */
  Map<CaseId, Tries> of(List<CaseId> cases) {
    var tries = new TreeMap<CaseId, Tries>();
    for (int from = 0; from < cases.size(); from += AT_A_TIME) {
      var some = cases.subList(from, Math.min(cases.size(), from + AT_A_TIME));
      var pasts = past.apply(some);
      some.forEach(testCase -> tries.put(testCase, of(testCase, pasts.getOrDefault(testCase, List.of()))));
    }
    return tries;
  }

  private Tries of(CaseId testCase, List<PastResult> results) {
    var before = results.stream().filter(result -> !result.build().equals(build)).map(result -> result.outcome().verdict()).toList();
    return new Tries(
        Math.max(1, failed.getOrDefault(testCase, 0)), passed.getOrDefault(testCase, 0),
        Math.toIntExact(before.stream().filter(verdict -> verdict == Verdict.FAIL).count()),
        Math.toIntExact(before.stream().filter(verdict -> verdict == Verdict.PASS).count()));
  }
}
