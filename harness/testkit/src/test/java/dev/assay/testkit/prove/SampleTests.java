package dev.assay.testkit.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.CaseId;
import dev.assay.core.run.PlannedCase;
import dev.assay.testkit.Pool;
import dev.assay.testkit.TestingBuilds;
import dev.assay.testkit.Variant;
import dev.assay.testkit.plan.Plan;
import dev.assay.testkit.plan.Planner;
import dev.assay.testkit.plan.Selection;
import dev.assay.testkit.plan.Suite;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.testng.annotations.Test;

class SampleTests {

  private static final Plan TWENTY = Planner.plan(Suite.of("s", "d", ManyCases.class), TestingBuilds.version("8.4.0"), Selection.ALL);

  @Test
  void seedsThatFollowOneAnotherTryEachCaseEquallyOften() {
    var tried = LongStream.range(2001, 2001 + 20).mapToObj(seed -> cases(7, seed)).flatMap(List::stream).toList();
    assertThat(tried).hasSize(20 * 7);
    assertThat(TWENTY.cases()).hasSize(20).extracting(PlannedCase::id)
        .allSatisfy(id -> assertThat(tried.stream().filter(id::equals)).hasSize(7));
  }

  @Test
  void theSameSeedTriesTheSameCasesInThePlansOrderAndTheNextOneOthers() {
    assertThat(cases(7, 5)).hasSize(7).isEqualTo(cases(7, 5)).doesNotContainAnyElementsOf(cases(7, 6));
    assertThat(TWENTY.cases()).extracting(PlannedCase::id).containsSubsequence(cases(7, 5));
  }

  @Test
  void aPlanThatIsNoLargerIsTriedWhole() {
    assertThat(new Sample(20).of(TWENTY, 3)).isEqualTo(TWENTY);
    assertThat(Sample.WHOLE.of(TWENTY, 3)).isEqualTo(TWENTY);
  }

  private static List<CaseId> cases(int sample, long seed) {
    return new Sample(sample).of(TWENTY, seed).cases().stream().map(PlannedCase::id).toList();
  }

  enum Letter implements Variant {
    A, B, C, D, E, F, G, H, I, J;

    @Override
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static class ManyCases {

    ManyCases(Pool pool, Letter letter) {}

    @Test
    void one() {}

    @Test
    void two() {}
  }
}
