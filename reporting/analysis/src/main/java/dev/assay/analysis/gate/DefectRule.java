package dev.assay.analysis.gate;

import dev.assay.analysis.gate.Criterion.OpenDefects;
import dev.assay.analysis.gate.Criterion.Scope;
import java.util.List;
import java.util.Locale;

/** Evaluates the rule about open defects. Defects that were never asked for leave it pending, not met. */
final class DefectRule {

  private DefectRule() {}

  static CriterionResult evaluate(OpenDefects rule, GateFacts facts) {
    if (facts.defects().isEmpty()) {
      return CriterionResult.pending(rule, "no defect source was asked", "a defect source that answers: assay triage ls", 0);
    }
    var open = facts.defects().get();
    var counted = open.stream()
        .filter(defect -> defect.severity().isAtLeast(rule.severity()) && (rule.scope() == Scope.ALL || defect.seen()))
        .toList();
    var unwritten = counted.stream().filter(defect -> defect.impact().isBlank()).map(DefectFact::key).toList();
    var evidence = counted.size() + " open " + rule.severity().name().toLowerCase(Locale.ROOT) + " or worse"
        + (rule.scope() == Scope.SEEN ? ", seen on the build" : "") + ", limit " + rule.atMost() + ", of " + open.size() + " open defects" + listed(counted);
    if (counted.size() > rule.atMost()) {
      var keys = counted.stream().map(DefectFact::key).toList();
      return CriterionResult.failed(rule, evidence, "repair or waive " + (counted.size() - rule.atMost()) + " of " + Evidence.some(keys, "open defect"), keys);
    }
    return rule.impact() && !unwritten.isEmpty()
        ? CriterionResult.pending(rule, evidence, "the impact written down of " + Evidence.some(unwritten, "defect") + ": assay triage edit "
            + unwritten.getFirst() + " --impact TEXT", 0)
        : CriterionResult.ok(rule, evidence);
  }

  private static String listed(List<DefectFact> counted) {
    return counted.isEmpty() ? "" : ": " + String.join("; ", counted.stream().map(DefectRule::describe).toList());
  }

  private static String describe(DefectFact defect) {
    return defect.key() + " " + defect.severity().name().toLowerCase(Locale.ROOT) + " \"" + defect.title() + "\""
        + (defect.impact().isBlank() ? "" : " (impact: " + defect.impact() + ")");
  }
}
