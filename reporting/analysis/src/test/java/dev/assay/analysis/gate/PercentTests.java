package dev.assay.analysis.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.testng.annotations.Test;

public class PercentTests {

  @Test
  public void limitIsMetExactlyAtItself() {
    assertThat(Percent.of("91.3").isMetBy(913, 1000)).isTrue();
    assertThat(Percent.of("91.3").isMetBy(912, 1000)).isFalse();
  }

  @Test
  public void leastNumberThatMeetsItIsRoundedUp() {
    assertThat(Percent.of("96.5").leastOf(418)).isEqualTo(404);
    assertThat(Percent.of("96.5").leastOf(200)).isEqualTo(193);
  }

  @Test
  public void shareBeyondTheWholeIsRefused() {
    assertThatThrownBy(() -> Percent.of("100.1")).hasMessageContaining("between 0 % and 100 %");
  }
}
