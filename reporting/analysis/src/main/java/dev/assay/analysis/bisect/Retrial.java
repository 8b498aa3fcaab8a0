package dev.assay.analysis.bisect;

import java.util.List;

/**
 * Says from repeated tries whether a suspect differs from what it was, with two thresholds (Wald's sequential ratio test,
 * 1945): beyond one it does, beyond the other it does not, between them more tries are needed.
 *
 * <p>What raised the suspicion may not be among the tries: it was picked for being odd.
 */
public final class Retrial {

  /** Either error is made at most this often. */
  private static final double ERROR = 0.05;

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

  /** Return the log ratio beyond which it is decided. */
  public static double threshold() {
    return StrictMath.log((1 - ERROR) / ERROR);
  }
}
