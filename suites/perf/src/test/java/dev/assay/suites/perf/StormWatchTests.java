package dev.assay.suites.perf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.HostId;
import dev.assay.core.Verdict;
import dev.assay.inventory.LabFile;
import dev.assay.testkit.execution.SuiteTrial;
import dev.assay.testkit.plan.Selection;
import dev.assay.testkit.plan.Suite;
import java.nio.file.Path;
import java.util.List;
import org.testng.annotations.Test;

class StormWatchTests {

  @Test
  void aStormWhoseHostIsNotLiveSaysNothingOfTheProduct() {
    var trial = disturbed("*host-is-lost-meanwhile");
    assertThat(trial.journal().ended(Verdict.INCONCLUSIVE)).isNotEmpty();
    assertThat(trial.notPassed().toString()).contains("ams-h02").contains("are not live").contains("worth nothing");
  }

  @Test
  void aStormInWhichNoMoreComeUpHasFailed() {
    var trial = disturbed("*one-guest-never-comes-up");
    assertThat(trial.journal().ended(Verdict.FAIL)).hasSize(1);
    assertThat(trial.notPassed().toString()).contains("2 came up, and then none for 60");
  }

  private static SuiteTrial disturbed(String pattern) {
    var lab = LabFile.read(Path.of(System.getProperty("assay.root"), "lab-inventory", "labs", "example.yaml"));
    return SuiteTrial.run(lab, Suite.of("disturbed", "storms that cannot end well", DisturbedStorm.class), Selection.only(pattern), 1,
        List.of(HostId.of("ams-h01"), HostId.of("ams-h02")));
  }
}
