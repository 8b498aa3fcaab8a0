package dev.assay.analysis.stats;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/** Intervals by resampling, for statistics that have no formula (Efron 1979). Seeded: equal seeds, equal intervals. */
public final class Bootstrap {

  private Bootstrap() {}

  /**
   * Return the percentile interval of a statistic over resampled items; pass whole clusters as items when observations
   * within a cluster hang together (Davison and Hinkley 1997, section 3.8).
   */
  public static <T> Interval percentile(java.util.List<T> items, ToDoubleFunction<java.util.List<T>> statistic, double confidence, int resamples, long seed) {
    if (items.isEmpty() || resamples < 1) {
      throw new IllegalArgumentException("resampling: " + items.size() + " items and " + resamples + " resamples give nothing");
    }
    var chance = new SplitMix(seed);
    double[] found = new double[resamples];
    for (int i = 0; i < resamples; i++) {
      found[i] = statistic.applyAsDouble(java.util.stream.Stream.generate(() -> items.get(chance.below(items.size()))).limit(items.size()).toList());
    }
    Arrays.sort(found);
    double tail = (1 - confidence) / 2;
    return new Interval(Descriptive.quantile(found, tail), Descriptive.quantile(found, 1 - tail));
  }
}
