package dev.assay.analysis.gate;

import dev.assay.analysis.gate.SuiteRun.FailedCase;
import dev.assay.analysis.gate.SuiteRun.Reach;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Evaluates the rules about suites, once it is sure that there is a run to speak of and that it is fresh. */
final class SuiteRules {

  private SuiteRules() {}

  static CriterionResult evaluate(Criterion.OfSuite rule, GateFacts facts, Instant now) {
    var runs = facts.runsOf(rule.suite());
    if (runs.isEmpty()) {
      return CriterionResult.pending(rule, "no run of " + rule.suite() + " for build " + facts.build(), again(rule, facts), 0);
    }
    var latest = runs.getFirst();
    var age = Duration.between(latest.at(), now);
    if (rule.newestWithin().filter(limit -> age.compareTo(limit) > 0).isPresent()) {
      return CriterionResult.pending(
          rule, latest.run() + " is " + Evidence.age(age) + " old, limit " + Evidence.age(rule.newestWithin().orElseThrow()), again(rule, facts), latest.counts().asked());
    }
    if (latest.counts().asked() == 0) {
      return CriterionResult.pending(rule, latest.run() + " asked for nothing: all of its " + latest.counts().planned() + " cases are skipped", again(rule, facts), 0);
    }
    var fresh = runs.stream().filter(run -> rule.newestWithin().filter(limit -> Duration.between(run.at(), now).compareTo(limit) > 0).isEmpty()).toList();
    return switch (rule) {
      case Criterion.PassRate rate -> PassRateRule.evaluate(rate, runs, facts.build());
      case Criterion.MustPass must -> mustPass(must, latest, facts);
      case Criterion.Completeness completeness -> completeness(completeness, fresh, facts);
      case Criterion.NewFailures failures -> NewFailuresRule.evaluate(failures, latest, facts, again(rule, facts));
      case Criterion.Coverage coverage -> coverage(coverage, fresh, facts);
    };
  }

  private static CriterionResult mustPass(Criterion.MustPass rule, SuiteRun run, GateFacts facts) {
    var counts = run.counts();
    var evidence = Evidence.of(run);
    if (counts.failed() > 0) {
      return CriterionResult.failed(
          rule, evidence, "repair or waive " + Evidence.some(names(run.failures()), "failed case"), names(run.failures()));
    }
    return counts.undecided() > 0
        ? CriterionResult.pending(rule, evidence, "an answer from " + counts.undecided() + " cases; " + again(rule, facts), counts.undecided())
        : CriterionResult.ok(rule, evidence);
  }

  /** The newest run has to be complete; host classes are those of all that are. */
  private static CriterionResult completeness(Criterion.Completeness rule, List<SuiteRun> fresh, GateFacts facts) {
    var run = fresh.getFirst();
    var counts = run.counts();
    var answered = answered(run);
    var classes = fresh.stream()
        .filter(one -> one == run || answered(one) >= rule.atLeast().leastOf(one.counts().asked()))
        .flatMap(one -> one.hostClasses().stream()).distinct().sorted().toList();
    var evidence = Evidence.share(answered, counts.asked()) + " answered, limit " + rule.atLeast() + ", on " + hostClasses(classes.size()) + " "
        + classes + (rule.hostClasses() > 0 ? ", limit " + rule.hostClasses() : "") + Evidence.rest(run);
    var lacking = rule.atLeast().leastOf(counts.asked()) - answered;
    if (lacking > 0) {
      return CriterionResult.pending(rule, evidence, "an answer from at least " + lacking + " more cases; " + again(rule, facts), lacking);
    }
    return classes.size() < rule.hostClasses()
        ? CriterionResult.pending(rule, evidence, "a run on " + (rule.hostClasses() - classes.size()) + " more of " + hostClasses(rule.hostClasses()), 0)
        : CriterionResult.ok(rule, evidence);
  }

  private static int answered(SuiteRun run) {
    return run.counts().passed() + run.counts().failed();
  }

  /** What one run could not answer on its hosts, another may have. */
  private static CriterionResult coverage(Criterion.Coverage rule, List<SuiteRun> fresh, GateFacts facts) {
    var reach = fresh.stream().map(SuiteRun::reach).reduce(Reach::and).orElseThrow();
    var name = SuiteRun.nameOf(fresh);
    if (facts.baseline().isEmpty() || reach.inBaseline() == 0) {
      return CriterionResult.pending(rule, "no baseline whose cases could be looked for (" + name + ")", "a baseline that ran " + rule.suite() + ": --baseline BUILD", 0);
    }
    var covered = reach.inBaseline() - reach.missing().size();
    var without = rule.areas().stream().filter(area -> !reach.areas().contains(area)).toList();
    var evidence = Evidence.share(covered, reach.inBaseline()) + " of what baseline " + facts.baseline().get() + " answered, limit " + rule.ofBaseline()
        + (rule.areas().isEmpty() ? "" : ", " + (rule.areas().size() - without.size()) + "/" + rule.areas().size() + " areas") + " (" + name + ")";
    if (!rule.ofBaseline().isMetBy(covered, reach.inBaseline())) {
      return CriterionResult.pending(rule, evidence, "an answer from " + Evidence.some(reach.missing(), "case") + "; " + again(rule, facts),
          rule.ofBaseline().leastOf(reach.inBaseline()) - covered);
    }
    return without.isEmpty()
        ? CriterionResult.ok(rule, evidence)
        : CriterionResult.pending(rule, evidence, "an answer in " + Evidence.some(without, "area") + "; " + again(rule, facts), without.size());
  }

  static List<String> names(List<FailedCase> failures) {
    return failures.stream().map(FailedCase::name).toList();
  }

  private static String again(Criterion.OfSuite rule, GateFacts facts) {
    return "assay run " + rule.suite() + " --build " + facts.build();
  }

  private static String hostClasses(int count) {
    return count == 1 ? "1 host class" : count + " host classes";
  }
}
