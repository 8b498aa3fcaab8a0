package dev.assay.analysis.bisect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.analysis.bisect.Bisection.State;
import dev.assay.analysis.bisect.Bisection.Step;
import dev.assay.analysis.bisect.Bisection.Try;
import dev.assay.analysis.stats.SplitMix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class BisectionTests {

  private static final int BUILDS = 200;

  @DataProvider
  public static Object[] changes() {
    return new Object[] {1, 2, 57, 100, 137, 198, 199};
  }

  @Test(dataProvider = "changes")
  public void slowerBootOfFourPercentIsFoundAmong200BuildsThoughReadingsAreNoisy(int change) {
    var random = new SplitMix(change);
    double[] good = {reading(false, random), reading(false, random), reading(false, random), reading(false, random)};
    double[] bad = {reading(true, random), reading(true, random), reading(true, random), reading(true, random)};
    var evidence = Evidence.Levels.of(good, bad);
    var tries = new ArrayList<Try>();

    var step = bisected(tries, evidence, build -> reading(build >= change, random));

    assertThat(step).isInstanceOfSatisfying(Step.Found.class, found -> assertThat(found.state().likeliest()).isEqualTo(change));
    assertThat(tries).hasSizeLessThan(45);
  }

  @Test
  public void whatIsSaidToBeSureIsSeldomWrongThoughTheEndsTellLittleOfTheNoise() {
    assertSeldomWrong(9_000, 0.03, BisectionTests::noisier, tries -> Optional.of(Evidence.Levels.of(at(0, tries), at(BUILDS - 1, tries))).filter(levels -> levels.separation() >= 1.5));
  }

  @Test
  public void caseThatFailsInSixOfTenTriesOnBadBuildsIsSeldomLaidToAWrongBuild() {
    assertSeldomWrong(31_000, 0.06, (bad, random) -> bad && random.nextDouble() < 0.6 ? 1 : 0, tries -> {
      int failed = (int) Arrays.stream(at(BUILDS - 1, tries)).sum();
      return failed < 2 ? Optional.empty() : Optional.of(Evidence.Rates.of(0, 4, failed, 4));
    });
  }

  private interface Readings {
    double of(boolean bad, SplitMix random);
  }

  /** Bisect 150 times; most have to be found, and hardly one wrongly. */
  private static void assertSeldomWrong(int firstSeed, double most, Readings readings, Function<List<Try>, Optional<? extends Evidence>> learning) {
    int found = 0;
    int wrong = 0;
    for (int seed = firstSeed; seed < firstSeed + 150; seed++) {
      var random = new SplitMix(seed);
      int change = 1 + (int) ((random.nextLong() >>> 33) % (BUILDS - 1));
      var tries = new ArrayList<Try>();
      for (int i = 0; i < 4; i++) {
        tries.add(new Try(0, readings.of(false, random)));
        tries.add(new Try(BUILDS - 1, readings.of(true, random)));
      }
      var evidence = learning.apply(tries);
      if (evidence.isPresent() && bisected(tries, evidence.get(), build -> readings.of(build >= change, random)) instanceof Step.Found(State state)) {
        found++;
        wrong += state.likeliest() != change ? 1 : 0;
      }
    }
    assertThat(found).isGreaterThan(90);
    assertThat(wrong / (double) found).as("wrong of " + found).isLessThan(most);
  }

  /** Go on until it is found, or 60 tries are used up. */
  private static Step bisected(List<Try> tries, Evidence evidence, IntToDoubleFunction reading) {
    var step = Bisection.next(BUILDS, tries, evidence, 0.95);
    while (step instanceof Step.Probe(int build, State _) && tries.size() < 60) {
      tries.add(new Try(build, reading.applyAsDouble(build)));
      step = Bisection.next(BUILDS, tries, evidence, 0.95);
    }
    return step;
  }

  @Test
  public void neighboursOfAChangeAreTriedAgainTheOftenerTheSmallerTheStep() {
    assertThat(triesOfNeighbours(0.3)).as("a step of 13 deviations").isEqualTo(2);
    assertThat(triesOfNeighbours(1.5)).as("2.7 deviations").isBetween(3, 5);
    assertThat(triesOfNeighbours(4)).as("one deviation").isEqualTo(10);
  }

  /** Readings of 100 and 104 with this much noise, until nothing is lacking any more. */
  private static int triesOfNeighbours(double noise) {
    var tries = new ArrayList<Try>();
    for (int i = 0; i < 8; i++) {
      tries.add(new Try(0, 100 + (i % 2 == 0 ? noise : -noise)));
      tries.add(new Try(BUILDS - 1, 104 + (i % 2 == 0 ? noise : -noise)));
    }
    var levels = Evidence.Levels.of(at(0, tries), at(BUILDS - 1, tries));
    for (var lacking = Confirmation.lacking(70, tries, levels); lacking.isPresent(); lacking = Confirmation.lacking(70, tries, levels)) {
      int build = lacking.getAsInt();
      tries.add(new Try(build, (build < 70 ? 100 : 104) + (at(build, tries).length % 2 == 0 ? noise : -noise)));
    }
    return at(70, tries).length;
  }

  private static double[] at(int build, List<Try> tries) {
    return tries.stream().filter(one -> one.build() == build).mapToDouble(Try::value).toArray();
  }

  /** The same with 2 % noise: the step is twice that. */
  private static double noisier(boolean slow, SplitMix random) {
    return 40 + (reading(slow, random) / (slow ? 1.04 : 1) - 40) * 4 / 3 + (slow ? 1.6 : 0);
  }

  /** A boot of 40 s, slower by 4 %, with 1.5 % noise. */
  private static double reading(boolean slow, SplitMix random) {
    double uniform = ((random.nextLong() >>> 11) + 0.5) * 0x1.0p-53;
    return 40 * (slow ? 1.04 : 1) * (1 + 0.015 * NormalDistribution.of(0, 1).inverseCumulativeProbability(uniform));
  }

  @Test
  public void oneWrongAnswerDoesNotLoseTheBuild() {
    var evidence = new Evidence.Rates(0.05, 0.9);
    var tries = new ArrayList<>(List.of(new Try(20, 1)));

    while (Bisection.next(100, tries, evidence, 0.99) instanceof Step.Probe(int build, State _)) {
      tries.add(new Try(build, build >= 60 ? 1 : 0));
    }

    assertThat(((Step.Found) Bisection.next(100, tries, evidence, 0.99)).state().likeliest()).isEqualTo(60);
  }

  @Test
  public void neighboursNeedNoSearch() {
    assertThat(Bisection.next(2, List.of(), new Evidence.Rates(0.1, 0.9), 0.95)).isInstanceOf(Step.Found.class);
  }

  @Test
  public void sameTriesGiveTheSameStep() {
    var tries = List.of(new Try(50, 1), new Try(25, 0));
    var evidence = new Evidence.Rates(0.1, 0.9);

    assertThat(Bisection.next(100, tries, evidence, 0.95)).isEqualTo(Bisection.next(100, tries, evidence, 0.95));
  }

  @Test
  public void posteriorAddsUpToOne() {
    double[] posterior = Bisection.posterior(50, List.of(new Try(10, 1), new Try(40, 0)), new Evidence.Rates(0.1, 0.9));

    assertThat(Arrays.stream(posterior).sum()).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-12));
    assertThat(posterior[0]).isZero();
  }

  @Test
  public void endsThatReadTheSameCannotBeTold() {
    assertThatThrownBy(() -> Evidence.Levels.of(new double[] {1, 1}, new double[] {1, 1})).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  public void clearerStepCostsLess() {
    assertThat(Cost.of(BUILDS, 4, 4, 0.95).expected()).isLessThan(Cost.of(BUILDS, 4, 1.5, 0.95).expected()).isGreaterThanOrEqualTo(8);
    assertThat(Cost.of(BUILDS, 4, 2, 0.95)).isEqualTo(Cost.of(BUILDS, 4, 2, 0.95));
    assertThat(Cost.ofCase(BUILDS, 4, 1, 0.95).expected()).isLessThan(Cost.ofCase(BUILDS, 4, 0.6, 0.95).expected()).isGreaterThanOrEqualTo(8);
  }

  @Test
  public void retrialEndsAtEitherThresholdAndAsksForMoreBetween() {
    var evidence = new Evidence.Rates(0.02, 0.5);

    assertThat(Retrial.judge(List.of(1.0), evidence)).isEqualTo(Retrial.Answer.DIFFERENT);
    assertThat(Retrial.judge(List.of(0.0, 0.0), evidence)).isEqualTo(Retrial.Answer.UNKNOWN);
    assertThat(Retrial.judge(List.of(0.0, 0.0, 0.0, 0.0, 0.0), evidence)).isEqualTo(Retrial.Answer.SAME);
  }

  @Test
  public void fewReadingsMakeNoiseLarger() {
    double[] few = {98, 99, 100, 101, 102};
    double[] many = java.util.stream.IntStream.range(0, 200).mapToDouble(i -> few[i % 5]).toArray();

    assertThat(Retrial.noise(few)).isCloseTo(2.5676, org.assertj.core.data.Offset.offset(1e-3)); // max(1.48, 1.581) x 2.776 / 1.96 x sqrt(1 + 1.571 / 5)
    assertThat(Retrial.noise(many)).isBetween(1.48, 1.51);
    assertThat(Retrial.noise(new double[] {5, 5, 5})).isZero();
    assertThat(Retrial.noise(new double[] {0, 0, 0, 0, 3})).as("most of them equal").isPositive();
  }

  @Test
  public void retriggeredKpisAreWronglyJudgedAtMostOnceInTwenty() {
    int falselyDifferent = 0;
    int falselySame = 0;
    for (int seed = 0; seed < 400; seed++) {
      var random = new SplitMix(47_000 + seed);
      double[] before = new double[5];
      for (int i = 0; i < before.length; i++) {
        before[i] = reading(false, random);
      }
      double level = dev.assay.analysis.stats.Descriptive.median(before);
      falselyDifferent += retried(false, level, Retrial.noise(before), random) == Retrial.Answer.DIFFERENT ? 1 : 0;
      falselySame += retried(true, level, Retrial.noise(before), random) == Retrial.Answer.SAME ? 1 : 0;
    }
    assertThat(falselyDifferent).as("of 400").isLessThanOrEqualTo(20);
    assertThat(falselySame).as("of 400").isLessThanOrEqualTo(20);
  }

  private static Retrial.Answer retried(boolean slow, double level, double noise, SplitMix random) {
    var tries = new ArrayList<Double>();
    var answer = Retrial.Answer.UNKNOWN;
    while (answer == Retrial.Answer.UNKNOWN && tries.size() < 8) {
      tries.add(reading(slow, random));
      answer = Retrial.judgeWorse(tries, level, 0.03 * level, noise);
    }
    return answer;
  }

  @Test
  public void kpiThatBecameVeryMuchWorseIsDifferentAndOneThatBecameBetterIsNot() {
    assertThat(Retrial.judgeWorse(List.of(150.0), 100, 3, 1)).as("one reading").isEqualTo(Retrial.Answer.UNKNOWN);
    assertThat(Retrial.judgeWorse(List.of(150.0, 151.0), 100, 3, 1)).isEqualTo(Retrial.Answer.DIFFERENT);
    assertThat(Retrial.judgeWorse(List.of(50.0, 51.0), 100, 3, 1)).isEqualTo(Retrial.Answer.SAME);
    assertThat(Retrial.judgeWorse(List.of(50.0, 51.0), 100, -3, 1)).isEqualTo(Retrial.Answer.DIFFERENT);
    assertThat(Retrial.judgeWorse(List.of(150.0, 100.2, 99.9), 100, 3, 1)).as("one wild reading").isEqualTo(Retrial.Answer.SAME);
    assertThat(Retrial.judgeWorse(List.of(101.4, 101.6), 100, 3, 1)).as("half of the step").isEqualTo(Retrial.Answer.UNKNOWN);
  }
}
