package dev.assay.testkit.prove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.testng.annotations.Test;

class TogetherTests {

  @Test
  void resultsComeInTheItemsOrderThoughALaterOneEndsFirst() {
    var meeting = new CyclicBarrier(2);
    var results = new Together(2).map(List.of(1, 2, 3, 4), item -> {
      meet(meeting);
      return item * 10;
    });
    assertThat(results).containsExactly(10, 20, 30, 40);
  }

  @Test
  void aTrialThatFailsIsToldAsItself() {
    assertThatThrownBy(() -> new Together(2).map(List.of(1, 0), item -> 1 / item)).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void atLeastOneGoesOnAtOnce() {
    assertThatThrownBy(() -> new Together(0)).hasMessageContaining("not 0");
  }

  /** Passes only where two are at it at once. */
  private static void meet(CyclicBarrier meeting) {
    try {
      meeting.await(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
