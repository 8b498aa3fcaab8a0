package dev.assay.analysis.bisect;

import dev.assay.analysis.bisect.Bisection.Try;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.gamma.LogBeta;

/**
 * The posterior over builds when it is not known beforehand how often a case fails on good and on bad builds: both rates integrated out over
 * all tries (beta-binomial; Gelman and others 2013, chapter 2). Good builds are taken to fail seldom, Beta(1/2, 9/2), of bad ones nothing is taken, Beta(1, 1).
 */
final class UnknownRates {

  private static final int LEAST_OF_ENDS = 2;
  private static final double GOOD_FAILED = 0.5;
  private static final double GOOD_PASSED = 4.5;
  private static final double BAD = 1;

  private UnknownRates() {}

  /** Return it, or nothing when the tries hold too few of either end. */
  static Optional<double[]> posterior(int builds, List<Try> tries) {
    int[] tried = new int[builds];
    int[] failed = new int[builds];
    for (var one : tries) {
      tried[one.build()]++;
      failed[one.build()] += one.value() > 0 ? 1 : 0;
    }
    if (tried[0] < LEAST_OF_ENDS || tried[builds - 1] < LEAST_OF_ENDS) {
      return Optional.empty();
    }
    int failedInAll = (int) tries.stream().filter(one -> one.value() > 0).count();
    double[] logs = new double[builds];
    logs[0] = Double.NEGATIVE_INFINITY;
    int good = 0;
    int goodFailed = 0;
    for (int change = 1; change < builds; change++) {
      good += tried[change - 1];
      goodFailed += failed[change - 1];
      int badFailed = failedInAll - goodFailed;
      logs[change] = LogBeta.value(GOOD_FAILED + goodFailed, GOOD_PASSED + good - goodFailed) + LogBeta.value(BAD + badFailed, BAD + tries.size() - good - badFailed);
    }
    return Optional.of(Bisection.normalized(logs));
  }
}
