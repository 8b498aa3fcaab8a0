package dev.assay.analysis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.testng.annotations.Test;

public class PowerTests {

  @Test
  public void repeatsGrowAsTheChangeShrinks() {
    assertThat(Power.repeatsPerGroup(3.0 / 2, 0.05, 0.8)).isEqualTo(9);
    assertThat(Power.repeatsPerGroup(1.0 / 2, 0.05, 0.8)).isEqualTo(64);
    assertThat(Power.repeatsPerGroup(3.0 / 5, 0.05, 0.8)).isEqualTo(45);
  }

  @Test
  public void detectableChangeIsTheOneThatThePowerWasAskedFor() {
    double effect = Power.detectableEffect(30, 5, 0.01, 0.8);

    assertThat(Power.of(30, 5, effect, 0.01)).isCloseTo(0.8, within(1e-6));
  }
}
