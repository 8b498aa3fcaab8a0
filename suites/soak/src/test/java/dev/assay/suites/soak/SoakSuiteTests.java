package dev.assay.suites.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.HostId;
import dev.assay.inventory.LabFile;
import dev.assay.core.defect.Defect;
import dev.assay.testkit.execution.SuiteTrial;
import dev.assay.testkit.plan.Selection;
import java.nio.file.Path;
import java.util.List;
import org.testng.annotations.Test;

class SoakSuiteTests {

  @Test
  void aBuildWithoutDefectsPasses() {
    var trial = trial();
    assertThat(trial.notPassed()).isEmpty();
    assertThat(trial.journal().attempts()).hasSize(1);
  }

  @Test
  void aLeakOfControlDomainMemoryIsFound() {
    assertThat(trial(Defect.DOM0_MEMORY_LEAK).failures()).isNotEmpty();
  }

  private static SuiteTrial trial(Defect... defects) {
    var lab = LabFile.read(Path.of(System.getProperty("assay.root"), "lab-inventory", "labs", "example.yaml"));
    return SuiteTrial.run(lab, new SoakSuite().suite(), Selection.ALL, 1, List.of(HostId.of("ams-h01")), defects);
  }
}
