package dev.assay.analysis.gate;

import dev.assay.analysis.gate.Criterion.NewFailures;
import dev.assay.analysis.gate.SuiteRun.FailedCase;
import dev.assay.analysis.gate.SuiteRun.InBaseline;
import dev.assay.analysis.stats.FalseDiscovery;
import dev.assay.analysis.stats.FisherExact;
import java.util.ArrayList;
import java.util.List;

/**
 * Evaluates the rule about new failures (after osstest's): a case that passed in the baseline and fails now is in the way.
 *
 * <p>One that also passed on this build is unsteady rather than broken. It is tried again a few times, then its failures are
 * held against those of all builds before (Fisher's exact test, adjusted over the cases): only when it fails more often
 * than it always did is it in the way.
 */
final class NewFailuresRule {

  private static final double FALSE_DISCOVERY = 0.05;

  private NewFailuresRule() {}

  static CriterionResult evaluate(NewFailures rule, SuiteRun run, GateFacts facts, String again) {
    var passedBefore = run.failures().stream().filter(failure -> failure.inBaseline() == InBaseline.PASSED).toList();
    var unknown = SuiteRules.names(run.failures().stream().filter(failure -> failure.inBaseline() == InBaseline.UNKNOWN).toList());
    var unsteady = passedBefore.stream().filter(failure -> failure.tries().passed() > 0).toList();
    var undecided = unsteady.stream().filter(failure -> failure.tries().onBuild() <= rule.reproductions()).toList();
    var worse = worse(unsteady);
    var fresh = passedBefore.stream().filter(failure -> failure.tries().passed() == 0 || worse.contains(failure)).map(NewFailuresRule::describe).toList();
    var names = passedBefore.stream().filter(failure -> failure.tries().passed() == 0 || worse.contains(failure)).map(FailedCase::name).toList();
    var open = SuiteRules.names(undecided.stream().filter(failure -> !worse.contains(failure)).toList());
    var steady = unsteady.size() - open.size() - worse.size();
    var counts = run.counts();
    var evidence = fresh.size() + " new failures, limit " + rule.atMost() + ", of " + counts.failed() + " failures against "
        + facts.baseline().map(name -> "baseline " + name).orElse("no baseline")
        + (steady > 0 ? ", " + steady + " unsteady as before" : "") + Evidence.rest(run);
    if (fresh.size() > rule.atMost()) {
      return CriterionResult.failed(rule, evidence, "repair or waive " + Evidence.some(fresh, "new failure"), names);
    }
    if (fresh.size() + unknown.size() + open.size() + counts.undecided() <= rule.atMost()) {
      return CriterionResult.ok(rule, evidence);
    }
    if (!unknown.isEmpty()) {
      return CriterionResult.pending(rule, evidence, "a baseline that ran " + Evidence.some(unknown, "failed case"), unknown.size());
    }
    long tries = undecided.stream().mapToLong(failure -> rule.reproductions() + 1 - failure.tries().onBuild()).sum();
    return open.isEmpty()
        ? CriterionResult.pending(rule, evidence, "an answer from " + counts.undecided() + " cases; " + again, counts.undecided())
        : CriterionResult.pending(rule, evidence, "more tries of " + Evidence.some(open, "unsteady case") + ": assay retrigger --build " + facts.build(), tries);
  }

  /** Tell which unsteady cases fail more often on this build than on all builds before. */
  private static List<FailedCase> worse(List<FailedCase> unsteady) {
    double[] pValues = unsteady.stream().mapToDouble(NewFailuresRule::pValue).toArray();
    double[] adjusted = FalseDiscovery.benjaminiHochberg(pValues);
    var worse = new ArrayList<FailedCase>();
    for (int i = 0; i < adjusted.length; i++) {
      if (adjusted[i] <= FALSE_DISCOVERY) {
        worse.add(unsteady.get(i));
      }
    }
    return worse;
  }

  private static double pValue(FailedCase failure) {
    var tries = failure.tries();
    var before = tries.failedBefore() + tries.passedBefore();
    if (before == 0 || tries.failed() * (long) before <= tries.failedBefore() * (long) tries.onBuild()) {
      return 1;
    }
    return FisherExact.test(tries.failed(), tries.passed(), tries.failedBefore(), tries.passedBefore()).pValue();
  }

  private static String describe(FailedCase failure) {
    var tries = failure.tries();
    return failure.name() + (tries.onBuild() > 1 ? " failed " + tries.failed() + " of " + tries.onBuild() : "");
  }
}
