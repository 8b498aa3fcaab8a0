package dev.assay.analysis.compare;

/** How many repeats a rank test needs to be able to say anything at all. */
final class Repeats {

  private static final int MOST = 100;

  private Repeats() {}

  /** Return how many more repeats it takes until 2 / C(B + r, r) < limit; at least 1 more if none are enough. */
  static int lacking(int baseline, int repeats, double limit) {
    for (int r = repeats; r <= Math.max(MOST, repeats); r++) {
      if (r > 0 && baseline > 0 && leastPValue(baseline, r) < limit) {
        return r - repeats;
      }
    }
    return Math.max(1, MOST - repeats);
  }

  /** Readings that are missing on either side. */
  record Lack(int repeats, int baseline) {

    private int both() {
      return repeats + baseline;
    }
  }

  /**
   * Return the fewest further readings that make an answer possible: of the candidate alone, unless some of the baseline too make them
   * fewer in sum. Against one reading no number of repeats shows anything.
   */
  static Lack fewest(int baseline, int repeats, double limit) {
    var least = new Lack(lacking(baseline, repeats, limit), 0);
    boolean possible = baseline > 0 && leastPValue(baseline, repeats + least.repeats()) < limit;
    for (int more = 1; more <= MOST && (!possible || more < least.both()); more++) {
      var some = new Lack(lacking(baseline + more, repeats, limit), more);
      boolean enough = leastPValue(baseline + more, repeats + some.repeats()) < limit;
      if (enough && (!possible || some.both() < least.both())) {
        least = some;
        possible = true;
      }
    }
    return least;
  }

  /** Return the p-value of complete separation: two of the C(B + r, r) orders are that extreme. */
  static double leastPValue(int baseline, int repeats) {
    double p = 2;
    for (int i = 1; i <= repeats; i++) {
      p *= i / (double) (baseline + i);
    }
    return p;
  }
}
