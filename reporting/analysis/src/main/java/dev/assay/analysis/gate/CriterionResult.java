package dev.assay.analysis.gate;

import java.util.List;

/**
 * What one criterion says of a build.
 *
 * @param evidence the figures with their denominators, for people
 * @param needs what would turn it OK; empty when it is
 * @param rerunCases the least number of case repetitions which that takes; 0 when none, or when repeating cannot help
 * @param blockers the cases or KPIs in the way, each of which a waiver may name
 */
public record CriterionResult(Criterion criterion, State state, String evidence, String needs, long rerunCases, List<String> blockers) {

  /** How a criterion stands. */
  public enum State {
    OK,
    FAILED,
    PENDING,
    WAIVED
  }

  public CriterionResult {
    blockers = List.copyOf(blockers);
  }

  static CriterionResult ok(Criterion criterion, String evidence) {
    return new CriterionResult(criterion, State.OK, evidence, "", 0, List.of());
  }

  static CriterionResult failed(Criterion criterion, String evidence, String needs, List<String> blockers) {
    return new CriterionResult(criterion, State.FAILED, evidence, needs, 0, blockers);
  }

  static CriterionResult pending(Criterion criterion, String evidence, String needs, long rerunCases) {
    return new CriterionResult(criterion, State.PENDING, evidence, needs, rerunCases, List.of());
  }

  CriterionResult waived(String by) {
    return new CriterionResult(criterion, State.WAIVED, evidence + "; waived " + by, "", 0, blockers);
  }

  CriterionResult noting(String note) {
    return new CriterionResult(criterion, state, evidence + "; " + note, needs, rerunCases, blockers);
  }
}
