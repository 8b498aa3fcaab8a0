package dev.assay.site.pages;

/**
 * How cases ended, by the last ended attempt of each.
 *
 * @param lab inconclusive for a reason of the lab's or the harness's; a part of {@code inconclusive}
 * @param flaky passed after a failed attempt; a part of {@code passed}
 */
public record Tally(int planned, int passed, int failed, int inconclusive, int skipped, int untried, int flaky, int lab) {

  static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0, 0);

  Tally plus(Tally other) {
    return new Tally(
        planned + other.planned, passed + other.passed, failed + other.failed, inconclusive + other.inconclusive, skipped + other.skipped,
        untried + other.untried, flaky + other.flaky, lab + other.lab);
  }

  /** Count so many cases that ended alike. */
  static Tally of(String verdict, String blame, boolean flaky, int cases) {
    boolean passed = verdict.equals("PASS");
    boolean inconclusive = verdict.equals("INCONCLUSIVE");
    return new Tally(
        cases, passed ? cases : 0, verdict.equals("FAIL") ? cases : 0, inconclusive ? cases : 0, verdict.equals("SKIPPED") ? cases : 0,
        verdict.isEmpty() ? cases : 0, passed && flaky ? cases : 0, inconclusive && !blame.equals("PRODUCT") ? cases : 0);
  }

  /** Return how many were to give an answer. */
  public int asked() {
    return planned - skipped;
  }

  public int decided() {
    return passed + failed;
  }

  /** Return the verdict that this comes to, in words. */
  public String word() {
    return failed > 0 ? "FAIL" : planned == 0 ? "NO DATA" : passed == asked() && passed > 0 ? "PASS" : asked() == 0 ? "SKIPPED" : "INCONCLUSIVE";
  }
}
