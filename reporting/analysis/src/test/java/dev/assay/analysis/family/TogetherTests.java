package dev.assay.analysis.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.testng.annotations.Test;

public class TogetherTests {

  @Test
  public void namesTellTheFamily() {
    assertThat(List.of("boot.time{guest=debian}", "boot", "net/tx", "disk{a=b}", ".odd")).extracting(Family::of).containsExactly("boot", "boot", "net", "disk", ".odd");
  }

  @Test
  public void movesOfOneFamilyWhoseRangesShareABuildAreOne() {
    var groups = Together.of(List.of(move("a.x", 10, 14), move("a.y", 12, 20), move("a.z", 15, 16), move("b.x", 10, 14)));

    assertThat(groups).extracting(group -> group.stream().map(Move::kpi).toList()).containsExactly(List.of("a.x", "a.y"), List.of("a.z"), List.of("b.x"));
  }

  @Test
  public void movesOfOneKpiAreNeverOneNorAreOppositeOnes() {
    var better = new Move("a.y", "a", "improvement", 10, 14);

    assertThat(Together.of(List.of(move("a.x", 10, 14), move("a.x", 12, 18), better))).hasSize(3);
  }

  private static Move move(String kpi, int earliest, int latest) {
    return new Move(kpi, Family.of(kpi), "regression", earliest, latest);
  }
}
