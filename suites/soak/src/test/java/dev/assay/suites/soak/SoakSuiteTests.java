package dev.assay.suites.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.HostId;
import dev.assay.core.defect.Defect;
import dev.assay.inventory.LabFile;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.execution.SuiteTrial;
import dev.assay.testkit.plan.Selection;
import java.nio.file.Path;
import java.util.List;
import org.testng.annotations.Test;

class SoakSuiteTests {

  @Test
  void aBuildWithoutDefectsPasses() {
    var trial = trial(Selection.ALL);
    assertThat(trial.notPassed()).isEmpty();
    assertThat(trial.journal().attempts()).hasSize(5);
  }

  @Test
  void aLeakOfControlDomainMemoryIsFoundWithItsSlope() {
    assertThat(trial(Selection.only("fourteen*"), Defect.DOM0_MEMORY_LEAK).failures())
        .singleElement().asString().contains("soak.dom0-free-memory", "a day (99 % interval", "a leak");
  }

  @Test
  void sessionsThatStayAreFound() {
    assertThat(trial(Selection.only("sessions*"), Defect.SESSION_LEAK).failures()).isNotEmpty();
    assertThat(trial(Selection.only("open-sessions*"), Defect.SESSION_LEAK).failures()).singleElement().asString().contains("always rise");
  }

  private static SuiteTrial trial(Selection selection, Defect... defects) {
    var lab = LabFile.read(Path.of(System.getProperty("assay.root"), "lab-inventory", "labs", "example.yaml"));
    var hosts = List.of(HostId.of("ams-h01"), HostId.of("ams-h02"));
    return SuiteTrial.run(lab, new SoakSuite().suite().sized(Quantities.QUICK), selection, 1, hosts, defects);
  }
}
