package dev.assay.analysis.compare;

import dev.assay.analysis.stats.Autocorrelation;
import java.util.List;

/**
 * How readings hang together, which makes a test of independent ones see changes where there are none.
 *
 * @param ofBuild the correlation of two repeats of one build (intra-class, by analysis of variance; Donner 1986), from 0
 * @param ofNeighbours the correlation of neighbouring builds, from 0
 */
record Dependence(double ofBuild, double ofNeighbours) {

  /** So few builds with repeats tell little of how much these resemble each other: at least as much as neighbouring builds do, then. */
  private static final int FEW = 10;

  /** Correlations are estimated with an error of about one over the root of the builds: only what exceeds it counts. */
  static Dependence of(List<double[]> level, double autocorrelation) {
    var repeated = level.stream().filter(repeats -> repeats.length > 1).toList();
    double ofBuild = repeated.size() < 2 ? 0 : Math.clamp(intraClass(repeated) - 1 / Math.sqrt(repeated.size()), 0, 1);
    return new Dependence(repeated.size() < FEW ? Math.max(ofBuild, autocorrelation) : ofBuild, autocorrelation);
  }

  private static double intraClass(List<double[]> builds) {
    double n = builds.stream().mapToInt(repeats -> repeats.length).sum();
    double k = builds.size();
    double mean = builds.stream().flatMapToDouble(java.util.Arrays::stream).sum() / n;
    double between = 0;
    double within = 0;
    double squares = 0;
    for (double[] repeats : builds) {
      double own = java.util.Arrays.stream(repeats).sum() / repeats.length;
      between += repeats.length * (own - mean) * (own - mean);
      within += java.util.Arrays.stream(repeats).map(value -> (value - own) * (value - own)).sum();
      squares += (double) repeats.length * repeats.length;
    }
    between /= k - 1;
    within /= n - k;
    double size = (n - squares / n) / (k - 1);
    double total = between + (size - 1) * within;
    return total == 0 ? 0 : (between - within) / total;
  }

  /** Return how many times larger dependence makes the variance of the difference, at least 1 (Kish 1965). */
  double inflation(int baseline, int repeats) {
    return Math.max(1, (ofCandidate(repeats) / repeats + Autocorrelation.inflation(ofNeighbours) / baseline) / (1.0 / repeats + 1.0 / baseline));
  }

  private double ofCandidate(int repeats) {
    return 1 + (repeats - 1) * ofBuild;
  }
}
