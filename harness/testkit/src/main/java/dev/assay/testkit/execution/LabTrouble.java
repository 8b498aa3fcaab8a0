package dev.assay.testkit.execution;

import dev.assay.core.Outcome;
import dev.assay.core.Outcome.Blame;
import dev.assay.core.Verdict;

/**
 * Remembers that the lab has just spoiled a bench: until a case passes on it again, its failures say nothing about the
 * product.
 */
final class LabTrouble {

  private String cause = "";

  Outcome judge(Outcome outcome) {
    return switch (outcome.verdict()) {
      case PASS -> {
        cause = "";
        yield outcome;
      }
      case SKIPPED -> outcome;
      case INCONCLUSIVE -> {
        cause = outcome.blame() == Blame.LAB ? outcome.message() : cause;
        yield outcome;
      }
      case FAIL -> cause.isEmpty() ? outcome : blamedOnLab(outcome);
    };
  }

  private Outcome blamedOnLab(Outcome outcome) {
    return new Outcome(Verdict.INCONCLUSIVE, Blame.LAB,
        "failed on a bench that the lab had spoiled (" + cause + "): " + outcome.message(), outcome.thrown());
  }
}
