package dev.assay.analysis.bisect;

import dev.assay.analysis.bisect.Bisection.Try;
import dev.assay.analysis.stats.Descriptive;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The posterior over builds when neither the levels nor the noise are known beforehand: normal noise, both levels and the noise integrated out
 * under flat priors (a two-sample model for each build; Smith 1975). The readings themselves tell how noisy they are.
 */
final class UnknownNoise {

  private static final int LEAST_OF_ENDS = 2;

  private UnknownNoise() {}

  /** Return it, or nothing when the tries hold too few of either end. */
  static Optional<double[]> posterior(int builds, List<Try> tries, boolean log) {
    var ordered = tries.stream().sorted(Comparator.comparingInt(Try::build)).toList();
    if (count(ordered, 0) < LEAST_OF_ENDS || count(ordered, builds - 1) < LEAST_OF_ENDS) {
      return Optional.empty();
    }
    double[] values = ordered.stream().mapToDouble(one -> log ? StrictMath.log(Math.max(one.value(), Double.MIN_NORMAL)) : one.value()).toArray();
    double centre = Descriptive.mean(values);
    double[] sums = new double[values.length + 1];
    double[] squares = new double[values.length + 1];
    for (int i = 0; i < values.length; i++) {
      double value = values[i] - centre;
      sums[i + 1] = sums[i] + value;
      squares[i + 1] = squares[i] + value * value;
    }
    double[] logs = new double[builds];
    logs[0] = Double.NEGATIVE_INFINITY;
    int good = 0;
    for (int change = 1; change < builds; change++) {
      while (ordered.get(good).build() < change) {
        good++;
      }
      logs[change] = logLikelihood(good, sums, squares);
    }
    return Optional.of(Bisection.normalized(logs));
  }

  private static long count(List<Try> tries, int build) {
    return tries.stream().filter(one -> one.build() == build).count();
  }

  /** The first so many readings on the one level, the others on the other. */
  private static double logLikelihood(int good, double[] sums, double[] squares) {
    int count = sums.length - 1;
    double bad = count - good;
    double goodMean = sums[good] / good;
    double badMean = (sums[count] - sums[good]) / bad;
    double within = squares[count] - good * goodMean * goodMean - bad * badMean * badMean;
    double least = count * Math.pow((badMean - goodMean) * Evidence.Levels.LEAST_NOISE, 2);
    return -(count - 2) / 2.0 * StrictMath.log(Math.max(Math.max(within, least), Double.MIN_NORMAL)) - StrictMath.log(good * bad) / 2;
  }
}
