package dev.assay.analysis.bisect;

import dev.assay.analysis.bisect.Bisection.Try;
import java.util.List;
import java.util.OptionalInt;

/**
 * Has the two builds on either side of a change tried again before it is called found.
 *
 * <p>A small step passes for a large one early on, at the place where a few readings happen to part most. Each neighbour is tried until the
 * difference of both means would be 3.7 standard errors, were the step as large as it seems: often where it is small, twice where it is clear.
 */
final class Confirmation {

  /** Twice the square of the standard errors. */
  private static final double TRIES_OF_A_DEVIATION = 27;

  private static final int LEAST = 2;
  private static final int MOST = 10;

  private Confirmation() {}

  /** Return the neighbour that lacks a try the most, if one does. */
  static OptionalInt lacking(int change, List<Try> tries, Evidence.Levels levels) {
    long before = count(change - 1, tries);
    long after = count(change, tries);
    if (Math.min(before, after) >= LEAST && Math.min(before, after) >= wanted(change, tries, levels)) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(before < after ? change - 1 : change);
  }

  private static long count(int build, List<Try> tries) {
    return tries.stream().filter(one -> one.build() == build).count();
  }

  private static double wanted(int change, List<Try> tries, Evidence.Levels levels) {
    double[] good = tries.stream().filter(one -> one.build() < change).mapToDouble(Try::value).toArray();
    double[] bad = tries.stream().filter(one -> one.build() >= change).mapToDouble(Try::value).toArray();
    double separation = Evidence.Levels.separation(good, bad, levels.log());
    return Math.clamp(TRIES_OF_A_DEVIATION / (separation * separation), LEAST, MOST);
  }
}
