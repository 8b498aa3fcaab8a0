package dev.assay.testkit.nemesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.time.Chance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

class NemesisContractTests {

  @DataProvider
  static Object[][] nemeses() {
    return new Object[][] {
      {Nemesis.NONE},
      {Nemesis.of(Faults.all())},
      {Nemesis.master(Faults.all())},
      {Nemesis.of(Faults.all()).every(3)},
      {Nemesis.of(Faults.all()).every(7).or(Nemesis.master(List.of(Faults.TOOLSTACK_RESTART)).every(2))},
    };
  }

  @Test(dataProvider = "nemeses")
  void everyNemesisKeepsTheContract(Nemesis nemesis) {
    var chance = Chance.seeded(5);
    var checked = nemesis.checked();
    for (int round = 1; round <= 200; round++) {
      checked.next(round, 1 + round % 4, chance);
    }
  }

  @Test
  void everyLeavesTheOtherRoundsAlone() {
    var nemesis = Nemesis.of(Faults.all()).every(3);
    var struck = new ArrayList<Integer>();
    for (int round = 1; round <= 9; round++) {
      if (nemesis.next(round, 2, Chance.seeded(round)).isPresent()) {
        struck.add(round);
      }
    }
    assertThat(struck).containsExactly(3, 6, 9);
  }

  @Test
  void aNemesisThatRemembersIsCaught() {
    int[] calls = {0};
    Nemesis forgetful = (round, hosts, chance) -> ++calls[0] % 2 == 0 ? Optional.empty() : Optional.of(new Strike(Faults.POWER_CUT, 0));
    assertThatThrownBy(() -> forgetful.checked().next(1, 1, Chance.seeded(1))).hasMessageContaining("two choices");
  }

  @Test
  void aHostThatIsNotThereIsCaught() {
    Nemesis lost = (round, hosts, chance) -> Optional.of(new Strike(Faults.POWER_CUT, hosts));
    assertThatThrownBy(() -> lost.checked().next(1, 3, Chance.seeded(1))).hasMessageContaining("host 3 of 3");
  }
}
