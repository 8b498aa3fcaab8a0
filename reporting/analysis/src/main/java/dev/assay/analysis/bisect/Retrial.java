package dev.assay.analysis.bisect;

import dev.assay.analysis.stats.Descriptive;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Says from repeated tries whether a suspect differs from what it was, with two thresholds (Wald's sequential ratio test,
 * 1945): beyond one it does, beyond the other it does not, between them more tries are needed.
 *
 * <p>What raised the suspicion may not be among the tries: it was picked for being odd.
 */
public final class Retrial {

  /** Either error is made at most this often. */
  private static final double ERROR = 0.05;

  private static final int LEAST_TRIES = 2;

  private Retrial() {}

  /** What the tries say. */
  public enum Answer {
    SAME,
    DIFFERENT,
    UNKNOWN
  }

  /** Judge the tries taken so far. */
  public static Answer judge(List<Double> tries, Evidence evidence) {
    double sum = tries.stream().mapToDouble(evidence::logRatio).sum();
    double threshold = threshold();
    return sum >= threshold ? Answer.DIFFERENT : sum <= -threshold ? Answer.SAME : Answer.UNKNOWN;
  }

  /**
   * Judge the tries of a KPI taken so far: is it worse than a level by a step or more?
   *
   * <p>The other level is where the tries lie, but no nearer than the step (the greatest of the likelihoods of all that is as bad or
   * worse), so that what became very much worse is not taken for neither; a try on the better side of the level counts as one on it.
   * Two tries at least say DIFFERENT: one wild reading never does.
   *
   * @param step which way is worse, and by how much it matters
   * @param noise one deviation of a reading
   */
  public static Answer judgeWorse(List<Double> tries, double level, double step, double noise) {
    double[] worse = tries.stream().mapToDouble(tried -> Math.max(0, (tried - level) * Math.signum(step))).toArray();
    double least = Math.abs(step);
    if (worse.length >= LEAST_TRIES) {
      var far = new Evidence.Levels(0, Math.max(least, Descriptive.median(worse)), noise, false);
      if (Arrays.stream(worse).map(far::logRatio).sum() >= threshold()) {
        return Answer.DIFFERENT;
      }
    }
    var near = new Evidence.Levels(0, least, noise, false);
    return Arrays.stream(worse).map(near::logRatio).sum() <= -threshold() ? Answer.SAME : Answer.UNKNOWN;
  }

  /**
   * Return one deviation of a reading, as large as so few readings allow it to be: that of their body by the median absolute deviation, or the standard
   * deviation up to twice that, times the ratio of Student's quantile to the normal one, and wider by the error of their median.
   *
   * @param before two readings or more
   */
  public static double noise(double[] before) {
    int count = before.length;
    double body = Descriptive.MAD_TO_SIGMA * Descriptive.medianAbsoluteDeviation(before);
    double spread = Math.sqrt(Descriptive.variance(before));
    double known = body == 0 ? spread : Math.max(body, Math.min(spread, 2 * body));
    double quantiles = TDistribution.of(count - 1.0).inverseSurvivalProbability(ERROR / 2) / NormalDistribution.of(0, 1).inverseSurvivalProbability(ERROR / 2);
    return known * quantiles * Math.sqrt(1 + Math.PI / 2 / count);
  }

  /** Return the log ratio beyond which it is decided. */
  public static double threshold() {
    return StrictMath.log((1 - ERROR) / ERROR);
  }
}
