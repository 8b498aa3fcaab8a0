package dev.assay.analysis.gate;

import dev.assay.analysis.gate.CriterionResult.State;
import dev.assay.analysis.gate.GateDecision.Answer;
import java.time.Instant;
import java.util.List;

/**
 * Decides whether a build may be promoted.
 *
 * <p>One failed criterion makes a NO-GO; else one pending makes a PENDING; only then is it a GO. What is missing, stale
 * or inconclusive never counts in favour: it is pending unless the answer stays the same whatever it turns out to be.
 */
public final class Gate {

  private Gate() {}

  /** Decide by a policy, at an instant from which ages and waivers are reckoned. */
  public static GateDecision decide(GatePolicy policy, GateFacts facts, List<Waiver> waivers, Instant now) {
    var results = policy.criteria().stream()
        .map(criterion -> Excuses.apply(evaluate(criterion, facts, now), facts.build(), waivers, now))
        .toList();
    return new GateDecision(answer(results), policy, facts.build(), facts.baseline(), now, results, Completeness.of(policy, facts));
  }

  private static CriterionResult evaluate(Criterion criterion, GateFacts facts, Instant now) {
    return switch (criterion) {
      case Criterion.OfSuite rule -> SuiteRules.evaluate(rule, facts, now);
      case Criterion.KpiLimit rule -> KpiRules.limit(rule, facts);
      case Criterion.KpiRegression rule -> KpiRules.regression(rule, facts);
      case Criterion.KpiDrift rule -> KpiRules.drift(rule, facts);
      case Criterion.OpenDefects rule -> DefectRule.evaluate(rule, facts);
    };
  }

  private static Answer answer(List<CriterionResult> results) {
    if (results.stream().anyMatch(result -> result.state() == State.FAILED)) {
      return Answer.NO_GO;
    }
    return results.stream().anyMatch(result -> result.state() == State.PENDING) ? Answer.PENDING : Answer.GO;
  }
}
