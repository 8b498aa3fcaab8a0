package dev.assay.suites.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.HostId;
import dev.assay.core.defect.Defect;
import dev.assay.inventory.LabFile;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.execution.SuiteTrial;
import dev.assay.testkit.plan.Selection;
import dev.assay.testkit.plan.Suite;
import java.nio.file.Path;
import java.util.List;
import org.testng.annotations.Test;

class UpgradeSuiteTests {

  @Test
  void aBuildWithoutDefectsIsUpgradedTo() {
    var trial = trial(new UpgradeSuite().suite(), Selection.ALL);
    assertThat(trial.notPassed()).isEmpty();
    assertThat(trial.journal().attempts()).hasSize(11);
  }

  @Test
  void aBuildWithoutDefectsIsMigratedTo() {
    var trial = trial(new MigrationSuite().suite(), Selection.ALL);
    assertThat(trial.notPassed()).isEmpty();
    assertThat(trial.journal().attempts()).hasSize(7);
  }

  @Test
  void aSettingThatTheUpgradeLosesIsFound() {
    assertThat(trial(new UpgradeSuite().suite(), Selection.only("host-is-upgraded-from*"), Defect.UPGRADE_LOSES_SETTING).failures()).isNotEmpty();
  }

  @Test
  void anImportWithoutInterfacesIsFound() {
    assertThat(trial(new MigrationSuite().suite(), Selection.only("guest-that-an-older*"), Defect.IMPORT_LOSES_INTERFACES).failures()).isNotEmpty();
  }

  private static SuiteTrial trial(Suite suite, Selection selection, Defect... defects) {
    var lab = LabFile.read(Path.of(System.getProperty("assay.root"), "lab-inventory", "labs", "example.yaml"));
    return SuiteTrial.run(lab, suite.sized(Quantities.QUICK), selection, 1, List.of(HostId.of("ams-h05"), HostId.of("ams-h06")), defects);
  }
}
