package dev.assay.site.summary;

import dev.assay.core.Verdict;

/**
 * How many of the planned cases ended in each way, by the last ended attempt of each.
 *
 * @param untried planned, but no attempt of it has ended
 * @param flaky passed after an earlier attempt had failed; counted among the passed too
 */
public record Counts(int planned, int passed, int failed, int inconclusive, int skipped, int untried, int flaky) {

  static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);

  /** Return how many gave an answer about the product: passed or failed. */
  public int decided() {
    return passed + failed;
  }

  /** Return how many were to give an answer: all but the skipped. */
  public int asked() {
    return planned - skipped;
  }

  public boolean isComplete() {
    return decided() == asked();
  }

  Counts and(CaseLine line) {
    return new Counts(
        planned + 1,
        passed + (line.is(Verdict.PASS) ? 1 : 0),
        failed + (line.is(Verdict.FAIL) ? 1 : 0),
        inconclusive + (line.is(Verdict.INCONCLUSIVE) ? 1 : 0),
        skipped + (line.is(Verdict.SKIPPED) ? 1 : 0),
        untried + (line.verdict().isEmpty() ? 1 : 0),
        flaky + (line.isFlaky() ? 1 : 0));
  }
}
