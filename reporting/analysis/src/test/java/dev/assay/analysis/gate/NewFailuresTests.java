package dev.assay.analysis.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.analysis.gate.Criterion.NewFailures;
import dev.assay.analysis.gate.CriterionResult.State;
import dev.assay.analysis.gate.SuiteRun.Tries;
import java.util.Optional;
import org.testng.annotations.Test;

public class NewFailuresTests {

  private static final NewFailures NEW = new NewFailures("new", "nightly", 0, Optional.empty());

  @Test
  public void failureThatNeverPassedOnTheBuildBlocks() {
    assertThat(of(new Tries(4, 0, 0, 50)).state()).isEqualTo(State.FAILED);
  }

  @Test
  public void failureThatAlsoPassedIsTriedUpToThreeTimesMore() {
    var result = of(new Tries(1, 1, 0, 5));

    assertThat(result.state()).isEqualTo(State.PENDING);
    assertThat(result.rerunCases()).isEqualTo(2);
  }

  @Test
  public void caseThatFailsAsOftenAsItAlwaysDidIsNotNew() {
    var result = of(new Tries(1, 3, 20, 80));

    assertThat(result.state()).isEqualTo(State.OK);
    assertThat(result.evidence()).contains("1 unsteady as before");
  }

  @Test
  public void caseThatFailsMoreOftenThanEverBlocksThoughItPassedOnce() {
    assertThat(of(new Tries(3, 1, 0, 200)).state()).isEqualTo(State.FAILED);
  }

  private static CriterionResult of(Tries tries) {
    return TestingFacts.none().unsteady("nightly", tries).judgedBy(NEW);
  }
}
