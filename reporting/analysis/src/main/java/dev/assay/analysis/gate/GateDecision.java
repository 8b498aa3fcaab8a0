package dev.assay.analysis.gate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * The answer, with all that it rests on.
 *
 * @param results one per criterion, in the policy's order
 */
public record GateDecision(
    Answer answer, GatePolicy policy, String build, Optional<String> baseline, Instant decidedAt, List<CriterionResult> results,
    Completeness completeness) {

  /** May the build be promoted? */
  public enum Answer {
    GO("GO"),
    NO_GO("NO-GO"),
    PENDING("PENDING");

    private final String word;

    Answer(String word) {
      this.word = word;
    }

    /** Return the word shown to people and machines alike. */
    public String word() {
      return word;
    }
  }

  public GateDecision {
    results = List.copyOf(results);
  }

  /** List what would have to come about for a GO, in the policy's order; empty when it is one. */
  public List<String> needs() {
    return results.stream().filter(result -> !result.needs().isEmpty()).map(result -> result.criterion().id() + ": " + result.needs()).toList();
  }

  /**
   * Return the least number of case repetitions that a GO takes. One run of a suite serves all criteria about it, so the
   * greatest need of each suite counts, not their sum; KPIs are repeated apart from each other.
   */
  public long rerunCases() {
    return reruns().stream().mapToLong(Rerun::cases).sum();
  }

  /** List what has to be run again at least, in the policy's order; empty when running again cannot help or need not. */
  public List<Rerun> reruns() {
    var bySubject = new LinkedHashMap<String, Rerun>();
    results.stream().filter(result -> result.state() == CriterionResult.State.PENDING && result.rerunCases() > 0).forEach(result ->
        bySubject.merge(Rerun.subject(result.criterion()), Rerun.of(result), Rerun::and));
    return List.copyOf(bySubject.values());
  }

  /**
   * Runs that a GO takes at least.
   *
   * @param subject the suite, or the criterion's id where KPIs are asked for
   * @param cases how many repetitions of cases, at least
   * @param criteria which criteria they serve
   */
  public record Rerun(String subject, long cases, List<String> criteria) {

    public Rerun {
      criteria = List.copyOf(criteria);
    }

    static String subject(Criterion criterion) {
      return criterion instanceof Criterion.OfSuite rule ? rule.suite() : criterion.id();
    }

    static Rerun of(CriterionResult result) {
      return new Rerun(subject(result.criterion()), result.rerunCases(), List.of(result.criterion().id()));
    }

    Rerun and(Rerun other) {
      var both = new ArrayList<>(criteria);
      both.addAll(other.criteria());
      return new Rerun(subject, Math.max(cases, other.cases()), both);
    }
  }

  public long count(CriterionResult.State state) {
    return results.stream().filter(result -> result.state() == state).count();
  }
}
