package dev.assay.analysis.bisect;

import dev.assay.analysis.bisect.Bisection.Step;
import dev.assay.analysis.bisect.Bisection.Try;
import dev.assay.analysis.stats.SplitMix;
import java.util.ArrayList;
import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** Reckons beforehand what a bisection will take, by bisecting made-up series of the same shape; seeded, so repeatable. */
public record Cost(int expected, int most) {

  private static final int ROUNDS = 60;
  private static final int CAP = 1_000;

  /** What a try gives on a good build or on a bad one. */
  private interface Readings {
    double of(boolean bad, SplitMix random);
  }

  /**
   * Reckon how many tries between the ends it takes by the readings of a KPI.
   *
   * @param ends how often either end is tried before
   * @param separation the step in units of the noise of one try
   * @return the mean over made-up bisections, and what 95 % of them stay under
   */
  public static Cost of(int builds, int ends, double separation, double confidence) {
    return of(builds, ends, new Evidence.Levels(0, separation, 1, false), (bad, random) -> (bad ? separation : 0) + noise(random), confidence);
  }

  /**
   * Reckon it for a case that never fails on good builds.
   *
   * @param failsWhenBad how often it does on bad ones, such as 0.8
   */
  public static Cost ofCase(int builds, int ends, double failsWhenBad, double confidence) {
    return of(builds, ends, Evidence.Rates.of(0, ends, ends, ends), (bad, random) -> bad && random.nextDouble() < failsWhenBad ? 1 : 0, confidence);
  }

  private static Cost of(int builds, int ends, Evidence evidence, Readings readings, double confidence) {
    var random = new SplitMix(builds);
    int[] needed = new int[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      int change = 1 + (int) ((builds - 1L) * round / ROUNDS);
      var tries = new ArrayList<Try>();
      for (int i = 0; i < ends; i++) {
        tries.add(new Try(0, readings.of(false, random)));
        tries.add(new Try(builds - 1, readings.of(true, random)));
      }
      while (tries.size() < CAP && Bisection.next(builds, tries, evidence, confidence) instanceof Step.Probe(int build, var _)) {
        tries.add(new Try(build, readings.of(build >= change, random)));
      }
      needed[round] = tries.size() - 2 * ends;
    }
    Arrays.sort(needed);
    return new Cost((int) Math.ceil(Arrays.stream(needed).average().orElse(0)), needed[ROUNDS * 95 / 100]);
  }

  private static double noise(SplitMix random) {
    return NormalDistribution.of(0, 1).inverseCumulativeProbability(((random.nextLong() >>> 11) + 0.5) * 0x1.0p-53);
  }
}
