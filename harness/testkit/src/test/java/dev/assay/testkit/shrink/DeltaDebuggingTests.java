package dev.assay.testkit.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.testng.annotations.Test;

class DeltaDebuggingTests {

  private static final List<Integer> HUNDRED = IntStream.rangeClosed(1, 100).boxed().toList();

  @Test
  void onlyWhatIsNeededStays() {
    var shortest = new DeltaDebugging(1000).shorten(HUNDRED, list -> list.containsAll(List.of(7, 42, 99)));
    assertThat(shortest.list()).containsExactly(7, 42, 99);
    assertThat(shortest.minimal()).isTrue();
  }

  @Test
  void orderIsKept() {
    var shortest = new DeltaDebugging(1000).shorten(HUNDRED, list -> list.indexOf(90) > list.indexOf(3) && list.contains(3));
    assertThat(shortest.list()).containsExactly(3, 90);
  }

  @Test
  void oneThatFailsAloneStaysAlone() {
    assertThat(new DeltaDebugging(1000).shorten(HUNDRED, list -> list.contains(50)).list()).containsExactly(50);
  }

  @Test
  void everyAnswerWasSeenToFail() {
    var asked = new ArrayList<List<Integer>>();
    var shortest = new DeltaDebugging(1000).shorten(HUNDRED, list -> {
      boolean fails = list.stream().mapToInt(Integer::intValue).sum() > 120;
      if (fails) {
        asked.add(list);
      }
      return fails;
    });
    assertThat(asked).contains(shortest.list());
    assertThat(shortest.list().stream().mapToInt(Integer::intValue).sum()).isGreaterThan(120);
  }

  @Test
  void whenTriesRunOutTheShortestSoFarIsTheAnswer() {
    var shortest = new DeltaDebugging(3).shorten(HUNDRED, list -> list.contains(1));
    assertThat(shortest.tries()).isEqualTo(3);
    assertThat(shortest.minimal()).isFalse();
    assertThat(shortest.list()).contains(1).hasSizeLessThan(100);
  }
}
