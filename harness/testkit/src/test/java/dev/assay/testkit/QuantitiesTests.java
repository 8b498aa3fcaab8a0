package dev.assay.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.Target;
import java.util.List;
import org.testng.annotations.Test;

class QuantitiesTests {

  private static final Quantity ROUNDS = new Quantity("stress.rounds", 2000, 60);
  private static final Quantity GUESTS = new Quantity("stress.guests", 5, 3);

  @Test
  void withoutAWordTheyAreThePublishedOnes() {
    assertThat(Quantities.parse("").of(ROUNDS)).isEqualTo(2000);
    assertThat(Quantities.parse("published")).isEqualTo(Quantities.PUBLISHED);
  }

  @Test
  void quickAndSingleNumbersGoTogether() {
    var sizes = Quantities.parse("quick, stress.guests=7");
    assertThat(sizes.of(ROUNDS)).isEqualTo(60);
    assertThat(sizes.of(GUESTS)).isEqualTo(7);
    assertThat(Quantities.parse(sizes.text())).isEqualTo(sizes);
  }

  @Test
  void aMistypedNameIsRefusedNotIgnored() {
    assertThatThrownBy(() -> Quantities.parse("stress.round=7").check(List.of(ROUNDS, GUESTS)))
        .isInstanceOf(AssayException.Usage.class).hasMessageContainingAll("'stress.round'", "did you mean 'stress.rounds'?");
    assertThatThrownBy(() -> Quantities.parse("fast")).isInstanceOf(AssayException.Usage.class).hasMessageContaining("'fast'");
    for (var number : List.of("-3", "3000000000", "", "2 stress.guests=5")) {
      assertThatThrownBy(() -> Quantities.parse("stress.rounds=" + number)).as(number).isInstanceOf(AssayException.Usage.class).hasMessageContaining("up to 999999999");
    }
  }

  @Test
  void noneIsRefusedWhereItLeavesNothingToJudgeBy() {
    assertThatThrownBy(() -> Quantities.parse("stress.rounds=0").check(List.of(ROUNDS, GUESTS)))
        .isInstanceOf(AssayException.Usage.class).hasMessageContaining("stress.rounds=0").hasMessageContaining("at least 1");
    Quantities.parse("stress.rounds=0").check(List.of(ROUNDS.atLeast(0), GUESTS));
  }

  @Test
  void plainXenHasItsOwnSizesUnlessOthersAreAskedFor() {
    var storm = new Quantity("storm.guests", 125, 10, 50);
    assertThat(Quantities.parse("").on(Target.XEN).of(storm)).isEqualTo(50);
    assertThat(Quantities.parse("").on(Target.XAPI).of(storm)).isEqualTo(125);
    assertThat(Quantities.parse("storm.guests=60").on(Target.XEN).of(storm)).isEqualTo(60);
    assertThat(Quantities.parse("quick").on(Target.XEN).of(storm)).isEqualTo(10);
    assertThat(Quantities.parse("published").on(Target.XEN).of(storm)).isEqualTo(125);
    assertThat(Quantities.parse("xen").on(Target.XAPI).of(storm)).isEqualTo(50);
  }
}
