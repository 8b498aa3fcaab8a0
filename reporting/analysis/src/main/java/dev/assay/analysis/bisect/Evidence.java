package dev.assay.analysis.bisect;

import dev.assay.analysis.stats.Descriptive;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/** How tries speak: for the state before the change (good) or the one after it (bad). */
public sealed interface Evidence {

  /** Return the log of how much likelier a try is on a bad build than on a good one. */
  double logRatio(double tried);

  /**
   * Readings of a KPI, taken on the log scale when they are positive: two levels and the noise around each.
   *
   * <p>Noise is taken as Student's t with 4 degrees of freedom, so that one wild reading never decides. It is never taken as
   * less than a sixth of the step: builds between may differ by what the ends do not show.
   */
  record Levels(double good, double bad, double noise, boolean log) implements Evidence {

    private static final double FREEDOM = 4;
    static final double LEAST_NOISE = 1.0 / 6;

    public Levels {
      if (!(noise > 0) || good == bad) {
        throw new IllegalArgumentException("two levels that differ and noise above 0 are needed, not " + good + ", " + bad + ", " + noise);
      }
    }

    /** Learn the levels from repeats of both ends. */
    public static Levels of(double[] goodReadings, double[] badReadings) {
      boolean log = DoubleStream.concat(Arrays.stream(goodReadings), Arrays.stream(badReadings)).allMatch(value -> value > 0);
      double[] good = scaled(goodReadings, log);
      double[] bad = scaled(badReadings, log);
      return new Levels(Descriptive.mean(good), Descriptive.mean(bad), noise(good, bad), log);
    }

    /** Return the step between readings in units of their noise, on the same scale; 0 where both have one mean. */
    static double separation(double[] goodReadings, double[] badReadings, boolean log) {
      double[] good = scaled(goodReadings, log);
      double[] bad = scaled(badReadings, log);
      double noise = noise(good, bad);
      return noise == 0 ? 0 : Math.abs(Descriptive.mean(bad) - Descriptive.mean(good)) / noise;
    }

    private static double noise(double[] good, double[] bad) {
      double goodMean = Descriptive.mean(good);
      double badMean = Descriptive.mean(bad);
      double pooled = Math.sqrt((spread(good, goodMean) + spread(bad, badMean)) / Math.max(1, good.length + bad.length - 2));
      return Math.max(pooled, Math.abs(badMean - goodMean) * LEAST_NOISE);
    }

    private static double[] scaled(double[] readings, boolean log) {
      return Arrays.stream(readings).map(value -> log ? StrictMath.log(Math.max(value, Double.MIN_NORMAL)) : value).toArray();
    }

    private static double spread(double[] values, double mean) {
      return Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    }

    /** Return the step in units of the noise. */
    public double separation() {
      return Math.abs(bad - good) / noise;
    }

    /** Return the step in percent of the good level; on a scale that is not logarithmic, of its size. */
    public double percent() {
      return 100 * (log ? StrictMath.expm1(bad - good) : (bad - good) / Math.abs(good));
    }

    @Override
    public double logRatio(double tried) {
      double value = log ? StrictMath.log(Math.max(tried, Double.MIN_NORMAL)) : tried;
      return density(value - bad) - density(value - good);
    }

    private double density(double distance) {
      double scaled = distance / noise;
      return -(FREEDOM + 1) / 2 * StrictMath.log1p(scaled * scaled / FREEDOM);
    }
  }

  /** A case that fails (1) or passes (0), seldom on good builds and often on bad ones. */
  record Rates(double failsWhenGood, double failsWhenBad) implements Evidence {

    public Rates {
      if (!(failsWhenGood > 0 && failsWhenGood < failsWhenBad && failsWhenBad < 1)) {
        throw new IllegalArgumentException("a bad build fails more often than a good one: " + failsWhenGood + ", " + failsWhenBad);
      }
    }

    /** Learn the rates from tries of both ends (Laplace's rule). */
    public static Rates of(int goodFailed, int goodTried, int badFailed, int badTried) {
      return new Rates((goodFailed + 0.5) / (goodTried + 5.0), (badFailed + 0.5) / (badTried + 1.0));
    }

    @Override
    public double logRatio(double tried) {
      return tried > 0 ? StrictMath.log(failsWhenBad / failsWhenGood) : StrictMath.log((1 - failsWhenBad) / (1 - failsWhenGood));
    }
  }
}
