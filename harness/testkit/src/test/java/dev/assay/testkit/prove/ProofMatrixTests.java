package dev.assay.testkit.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.defect.Defect;
import dev.assay.core.defect.SeededDefect;
import dev.assay.testkit.plan.Suite;
import java.time.Duration;
import java.util.List;
import org.testng.annotations.Test;

class ProofMatrixTests {

  private static final SeededDefect SLOW = SeededDefect.usual(Defect.QUADRATIC_START);
  private static final SeededDefect LEAK = SeededDefect.usual(Defect.SESSION_LEAK);
  private static final Suite DENSITY = Suite.of("density", "as many as it holds", SampleTests.ManyCases.class);
  private static final Suite BOOTSTORM = Suite.of("bootstorm", "all at once", SampleTests.ManyCases.class);
  private static final Suite SCALE = Suite.of("scale", "large pools", SampleTests.ManyCases.class);

  @Test
  void aDefectIsTheCheapestTiersThatFoundIt() {
    var matrix = new ProofMatrix(List.of(), List.of(
        finding(DENSITY, SLOW, Finding.Result.MISSED), finding(BOOTSTORM, SLOW, Finding.Result.BY_READINGS), finding(SCALE, SLOW, Finding.Result.FOUND)));
    assertThat(matrix.finder(SLOW)).contains(BOOTSTORM);
    assertThat(matrix.cheaperThatMissed(SLOW)).containsExactly(DENSITY);
    assertThat(matrix.of(SCALE, SLOW)).map(Finding::result).contains(Finding.Result.FOUND);
  }

  @Test
  void aTierOutOfReachIsNotBlamed() {
    var matrix = new ProofMatrix(List.of(), List.of(Finding.untried(DENSITY, LEAK), finding(BOOTSTORM, LEAK, Finding.Result.UNDECIDED)));
    assertThat(matrix.finder(LEAK)).isEmpty();
    assertThat(matrix.cheaperThatMissed(LEAK)).isEmpty();
  }

  @Test
  void tiersAreSortedByWhatAWholeRunTakes() {
    var alarms = List.of(alarm(SCALE, 39), alarm(DENSITY, 18), alarm(BOOTSTORM, 32));
    assertThat(ProofMatrix.cheapestFirst(List.of(SCALE, BOOTSTORM, DENSITY), alarms)).containsExactly(DENSITY, BOOTSTORM, SCALE);
  }

  private static Finding finding(Suite tier, SeededDefect defect, Finding.Result result) {
    return new Finding(tier, defect, result, Duration.ofMinutes(1), "", "");
  }

  private static Proof.Alarm alarm(Suite tier, int minutes) {
    return new Proof.Alarm(tier, 1, 1, List.of(), Duration.ofMinutes(minutes));
  }
}
