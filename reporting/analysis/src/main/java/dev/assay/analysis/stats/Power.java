package dev.assay.analysis.stats;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * How many repeats a change of a given size takes to be seen, by the two-sided two-sample t test (Cohen 1988). Values are
 * taken as Gaussian of one spread; rank tests need about 5 % more.
 */
public final class Power {

  private static final int MOST = 1_000_000;
  private static final int STEPS = 1_000;
  private static final int MOST_SECANTS = 20;
  private static final double SURE_ENOUGH = 1e-7;

  private Power() {}

  /**
   * Return how many repeats each group needs.
   *
   * @param effect the change as a multiple of the standard deviation, not 0
   * @param alpha the chance of a false alarm allowed
   * @param power the chance of seeing the change asked for
   */
  public static int repeatsPerGroup(double effect, double alpha, double power) {
    check(effect, alpha, power);
    int low = 1;
    int high = 2;
    while (high < MOST && of(high, high, effect, alpha) < power) {
      low = high;
      high *= 2;
    }
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (of(middle, middle, effect, alpha) >= power) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  /** Return the least change, in standard deviations, that these two groups show with this power; by secants to 1e-7 of the power. */
  public static double detectableEffect(int first, int second, double alpha, double power) {
    check(1, alpha, power);
    double scale = Math.sqrt(1.0 / first + 1.0 / second);
    double before = scale * (TDistribution.of(first + second - 2.0).inverseSurvivalProbability(alpha / 2) + NormalDistribution.of(0, 1).inverseCumulativeProbability(power));
    double effect = before * 1.02;
    double lackingBefore = of(first, second, before, alpha) - power;
    for (int i = 0; i < MOST_SECANTS; i++) {
      double lacking = of(first, second, effect, alpha) - power;
      if (Math.abs(lacking) < SURE_ENOUGH || lacking == lackingBefore) {
        break;
      }
      double next = effect - lacking * (effect - before) / (lacking - lackingBefore);
      before = effect;
      lackingBefore = lacking;
      effect = Math.clamp(next, effect / 2, effect * 2);
    }
    return effect;
  }

  /** Return the chance of seeing a change of this many standard deviations; both tails count. */
  public static double of(int first, int second, double effect, double alpha) {
    double degrees = first + second - 2.0;
    double shift = Math.abs(effect) * Math.sqrt(first * (double) second / (first + second));
    double critical = TDistribution.of(degrees).inverseSurvivalProbability(alpha / 2);
    return noncentralTail(critical, degrees, shift) + noncentralTail(critical, degrees, -shift);
  }

  /** P(T > t) of the noncentral t: a Gaussian over a chi, integrated over the chi by Simpson's rule. */
  private static double noncentralTail(double t, double degrees, double shift) {
    var normal = NormalDistribution.of(0, 1);
    double spread = 1 / Math.sqrt(2 * degrees);
    double from = Math.max(0, 1 - 12 * spread);
    double to = 1 + 12 * spread + 4 / degrees;
    double step = (to - from) / STEPS;
    double logScale = Math.log(2) + degrees / 2 * Math.log(degrees / 2) - LogGamma.value(degrees / 2);
    double sum = 0;
    for (int i = 0; i <= STEPS; i++) {
      double s = from + i * step;
      double weight = i == 0 || i == STEPS ? 1 : i % 2 == 1 ? 4 : 2;
      double density = s <= 0 ? 0 : Math.exp(logScale + (degrees - 1) * Math.log(s) - degrees * s * s / 2);
      sum += weight * density * normal.survivalProbability(t * s - shift);
    }
    return sum * step / 3;
  }

  private static void check(double effect, double alpha, double power) {
    if (effect == 0 || !(alpha > 0 && alpha < 1) || !(power > alpha && power < 1)) {
      throw new IllegalArgumentException("planning repeats: an effect of " + effect + " at alpha " + alpha + " and power " + power + " has no answer");
    }
  }
}
