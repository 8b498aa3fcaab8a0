package dev.assay.analysis.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class BimodalityTests {

  @DataProvider
  static Object[][] oneMode() {
    return new Object[][] {
      {"Gaussian", (ToDoubleFunction<SplitMix>) BimodalityTests::gaussian},
      {"uniform", (ToDoubleFunction<SplitMix>) SplitMix::nextDouble},
      {"exponential", (ToDoubleFunction<SplitMix>) chance -> -Math.log(1 - chance.nextDouble())},
      {"log-normal", (ToDoubleFunction<SplitMix>) chance -> Math.exp(gaussian(chance))},
      {"whole numbers", (ToDoubleFunction<SplitMix>) chance -> Math.rint(gaussian(chance) * 2)},
      {"spikes", (ToDoubleFunction<SplitMix>) chance -> gaussian(chance) + (chance.nextDouble() < 0.05 ? 12 : 0)},
    };
  }

  @Test(dataProvider = "oneMode")
  public void shapesWithOneModeAreSeldomTakenForTwo(String name, ToDoubleFunction<SplitMix> draw) {
    assertThat(flagged(draw)).as(name).isLessThanOrEqualTo(4);
  }

  @Test
  public void modesThatLieApartAreSeen() {
    assertThat(flagged(chance -> gaussian(chance) + (chance.nextDouble() < 0.3 ? 6 : 0))).isGreaterThan(190);
  }

  @Test
  public void tooFewValuesOrOneValueShowNothing() {
    assertThat(Bimodality.isBimodal(new double[] {1, 1, 1, 9, 9, 9})).isFalse();
    assertThat(Bimodality.isBimodal(new double[50])).isFalse();
  }

  private static int flagged(ToDoubleFunction<SplitMix> draw) {
    var chance = new SplitMix(5);
    return (int) IntStream.range(0, 200).filter(i -> Bimodality.isBimodal(IntStream.range(0, 60).mapToDouble(j -> draw.applyAsDouble(chance)).toArray())).count();
  }

  private static double gaussian(SplitMix chance) {
    return Math.sqrt(-2 * Math.log(1 - chance.nextDouble())) * Math.cos(2 * Math.PI * chance.nextDouble());
  }
}
