package dev.assay.analysis.gate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The answer, with all that it rests on.
 *
 * @param results one per criterion, in the policy's order
 */
public record GateDecision(
    Answer answer, GatePolicy policy, String build, Optional<String> baseline, Instant decidedAt, List<CriterionResult> results) {

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

  /** Return the least number of case repetitions that a GO takes. */
  public long rerunCases() {
    return results.stream().mapToLong(CriterionResult::rerunCases).sum();
  }

  public long count(CriterionResult.State state) {
    return results.stream().filter(result -> result.state() == state).count();
  }
}
