package dev.assay.suites.bvt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.Verdict;
import dev.assay.simulator.Defect;
import dev.assay.testkit.plan.Selection;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** The suite tried itself: it finds what is wrong with a build, and nothing when nothing is. */
class BvtProofTests {

  @DataProvider
  static Object[] seeds() {
    return new Object[] {1L, 7L, 20141215L};
  }

  @DataProvider
  static Object[] defects() {
    return Defect.values();
  }

  @Test(dataProvider = "seeds")
  void aBuildWithoutDefectsPasses(long seed) {
    var run = BvtRun.of(seed, Selection.ALL);
    assertThat(run.notPassed()).isEmpty();
    assertThat(run.result().verdict()).isEqualTo(Verdict.PASS);
    assertThat(run.result().counts().get(Verdict.PASS)).isGreaterThanOrEqualTo(28);
  }

  @Test(dataProvider = "defects")
  void everySeededDefectIsFound(Defect defect) {
    assertThat(BvtRun.of(1, Selection.ALL, defect).failures()).as(defect.description()).isNotEmpty();
  }
}
