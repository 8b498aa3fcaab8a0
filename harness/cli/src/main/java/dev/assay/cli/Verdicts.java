package dev.assay.cli;

import dev.assay.core.ExitCode;
import dev.assay.core.Outcome;
import dev.assay.core.Verdict;
import dev.assay.store.CaseRecord;
import java.util.List;

/** Turns stored verdicts into exit codes. */
public final class Verdicts {

  private Verdicts() {}

  /** Return the exit code of a run: what failed decides; what is only inconclusive is the lab's matter if all of it is. */
  public static ExitCode exitCode(Verdict verdict, List<CaseRecord> cases) {
    return switch (verdict) {
      case PASS -> ExitCode.OK;
      case SKIPPED -> ExitCode.NOTHING;
      case FAIL -> ExitCode.FAILED;
      case INCONCLUSIVE -> allTheLabs(cases) ? ExitCode.LAB_FAILURE : ExitCode.INCONCLUSIVE;
    };
  }

  private static boolean allTheLabs(List<CaseRecord> cases) {
    var blames = cases.stream()
        .filter(testCase -> testCase.verdict().filter(verdict -> verdict == Verdict.INCONCLUSIVE).isPresent())
        .flatMap(testCase -> testCase.attempts().getLast().outcome().stream())
        .map(Outcome::blame)
        .toList();
    return !blames.isEmpty() && blames.stream().allMatch(blame -> blame == Outcome.Blame.LAB);
  }

  /**
   * Judge a run by its cases: the worst wins, but skipped cases do not spoil those that passed; a case that was never
   * tried leaves the run inconclusive.
   */
  public static Verdict ofRun(List<CaseRecord> cases) {
    if (cases.isEmpty() || cases.stream().allMatch(testCase -> testCase.verdict().equals(java.util.Optional.of(Verdict.SKIPPED)))) {
      return Verdict.SKIPPED;
    }
    return cases.stream()
        .map(testCase -> testCase.verdict().orElse(Verdict.INCONCLUSIVE))
        .filter(verdict -> verdict != Verdict.SKIPPED)
        .reduce(Verdict.PASS, Verdict::and);
  }
}
