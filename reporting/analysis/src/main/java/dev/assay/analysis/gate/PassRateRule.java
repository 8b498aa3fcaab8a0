package dev.assay.analysis.gate;

import dev.assay.analysis.gate.Criterion.Basis;
import dev.assay.analysis.gate.Criterion.PassRate;
import dev.assay.analysis.gate.Criterion.Span;
import java.util.List;
import java.util.Locale;

/**
 * Evaluates pass rates. Undecided cases count as failed when the limit is to be met and as passed when it is to be
 * missed, so that an answer given early is the answer whatever they turn out to be.
 */
final class PassRateRule {

  private PassRateRule() {}

  static CriterionResult evaluate(PassRate rule, List<SuiteRun> runs, String build) {
    if (rule.span() == Span.POOLED) {
      return ofRun(rule, runs.getFirst().pooledWith(runs.subList(1, runs.size())), build);
    }
    var latest = ofRun(rule, runs.getFirst(), build);
    if (rule.span() == Span.LATEST) {
      return latest;
    }
    var worst = runs.stream().skip(1).filter(run -> run.counts().asked() > 0).filter(run -> isMissed(rule, run)).findFirst();
    return worst
        .map(run -> failed(rule, run))
        .orElseGet(() -> latest.noting(runs.size() == 1 ? "the only run" : "none of " + runs.size() + " runs is under the limit for sure"));
  }

  private static CriterionResult ofRun(PassRate rule, SuiteRun run, String build) {
    var counts = run.counts();
    if (isMissed(rule, run)) {
      return failed(rule, run);
    }
    var evidence = evidence(rule, run);
    if (isMet(rule, run)) {
      return CriterionResult.ok(rule, evidence);
    }
    return counts.undecided() > 0
        ? CriterionResult.pending(
            rule, evidence, "an answer from " + counts.undecided() + " cases; assay run " + rule.suite() + " --build " + build, counts.undecided())
        : CriterionResult.pending(rule, evidence, moreCases(rule, run), Bounds.casesNeeded(rule, run));
  }

  private static boolean isMet(PassRate rule, SuiteRun run) {
    var counts = run.counts();
    return switch (rule.basis()) {
      case Basis.Raw() -> rule.atLeast().isMetBy(counts.passed(), counts.asked());
      case Basis.SurelyAbove(var confidence) -> Bounds.lower(run, confidence) >= rule.atLeast().fraction();
      case Basis.NotSurelyBelow(var confidence) -> Bounds.upper(counts.passed(), counts.asked(), confidence) >= rule.atLeast().fraction();
    };
  }

  /** Whether the limit is missed even if all undecided cases were to pass. */
  private static boolean isMissed(PassRate rule, SuiteRun run) {
    var counts = run.counts();
    var atBest = counts.passed() + counts.undecided();
    return switch (rule.basis()) {
      case Basis.Raw(), Basis.SurelyAbove(var _) -> !rule.atLeast().isMetBy(atBest, counts.asked());
      case Basis.NotSurelyBelow(var confidence) -> Bounds.upper(atBest, counts.asked(), confidence) < rule.atLeast().fraction();
    };
  }

  private static CriterionResult failed(PassRate rule, SuiteRun run) {
    var counts = run.counts();
    var lacking = rule.atLeast().leastOf(counts.asked()) - counts.passed() - counts.undecided();
    var names = run.failures().stream().map(SuiteRun.FailedCase::name).toList();
    return CriterionResult.failed(
        rule, evidence(rule, run), "at least " + lacking + " of the " + counts.failed() + " failed cases repaired, and a run that shows it", names);
  }

  private static String evidence(PassRate rule, SuiteRun run) {
    var counts = run.counts();
    var figure = Evidence.share(counts.passed(), counts.asked()) + ", limit " + rule.atLeast();
    return figure + switch (rule.basis()) {
      case Basis.Raw() -> "";
      case Basis.SurelyAbove(var confidence) -> bound(", surely above ", Bounds.lower(run, confidence), confidence);
      case Basis.NotSurelyBelow(var confidence) -> bound(", perhaps up to ", Bounds.upper(counts.passed(), counts.asked(), confidence), confidence);
    } + Evidence.rest(run);
  }

  private static String bound(String word, double bound, Percent confidence) {
    return word + String.format(Locale.ROOT, "%.2f %%", 100 * bound) + " at " + confidence + " confidence";
  }

  private static String moreCases(PassRate rule, SuiteRun run) {
    var cases = Bounds.casesNeeded(rule, run);
    return cases > 0 ? "at least " + cases + " more cases, all passing, to be sure of the limit" : "more cases than 1,000,000 to be sure of the limit";
  }
}
