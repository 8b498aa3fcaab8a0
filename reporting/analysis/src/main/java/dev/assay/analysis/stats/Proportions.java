package dev.assay.analysis.stats;

import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** How sure a rate of successes is. Trials are taken as independent; see {@code rates} for those that are not. */
public final class Proportions {

  private Proportions() {}

  /**
   * Return the two-sided score interval without continuity correction (Wilson 1927).
   *
   * @param confidence between 0 and 1, such as 0.95
   */
  public static Interval wilson(long successes, long trials, double confidence) {
    check(successes, trials, confidence);
    double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - confidence) / 2);
    double n = trials;
    double p = successes / n;
    double centre = (p + z * z / (2 * n)) / (1 + z * z / n);
    double half = z / (1 + z * z / n) * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    return new Interval(successes == 0 ? 0 : Math.max(0, centre - half), successes == trials ? 1 : Math.min(1, centre + half));
  }

  /** Return the exact two-sided interval (Clopper and Pearson 1934). */
  public static Interval clopperPearson(long successes, long trials, double confidence) {
    double oneSided = 1 - (1 - confidence) / 2;
    return new Interval(lowerBound(successes, trials, oneSided), upperBound(successes, trials, oneSided));
  }

  /** Return the exact one-sided lower bound (Clopper and Pearson 1934): the true rate is surely above it. */
  public static double lowerBound(long successes, long trials, double confidence) {
    check(successes, trials, confidence);
    return successes == 0 ? 0 : betaQuantile(1 - confidence, successes, trials - successes + 1.0);
  }

  /** Return the exact one-sided upper bound (Clopper and Pearson 1934): the true rate is surely below it. */
  public static double upperBound(long successes, long trials, double confidence) {
    check(successes, trials, confidence);
    return successes == trials ? 1 : betaQuantile(confidence, successes + 1.0, trials - successes);
  }

  /**
   * Return the quantile of the beta distribution, by bisection of the regularized incomplete beta function down to
   * neighbouring numbers; the parameters need not be whole.
   */
  public static double betaQuantile(double probability, double alpha, double beta) {
    double low = 0;
    double high = 1;
    while (true) {
      double middle = low + (high - low) / 2;
      if (middle <= low || middle >= high || high - low < 1e-16) {
        return middle;
      }
      if (RegularizedBeta.value(middle, alpha, beta) < probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
  }

  private static void check(long successes, long trials, double confidence) {
    if (trials <= 0 || successes < 0 || successes > trials || !(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException(
          "bounding a rate: " + successes + " successes of " + trials + " trials at confidence " + confidence + " cannot be");
    }
  }
}
