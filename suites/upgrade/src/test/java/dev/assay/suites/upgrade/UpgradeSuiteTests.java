package dev.assay.suites.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.HostId;
import dev.assay.core.Verdict;
import dev.assay.core.defect.Defect;
import dev.assay.inventory.Lab;
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
    assertThat(trial.journal().attempts()).hasSize(24);
  }

  @Test
  void aBuildWithoutDefectsIsMigratedTo() {
    var trial = trial(new MigrationSuite().suite(), Selection.ALL);
    assertThat(trial.notPassed()).isEmpty();
    assertThat(trial.journal().attempts()).hasSize(18);
  }

  @Test
  void aSettingThatTheUpgradeLosesIsFound() {
    assertThat(trial(new UpgradeSuite().suite(), Selection.only("host-is-upgraded-from*"), Defect.UPGRADE_LOSES_SETTING).failures()).isNotEmpty();
  }

  @Test
  void anImportWithoutInterfacesIsFound() {
    assertThat(trial(new MigrationSuite().suite(), Selection.only("imported-guest-is*"), Defect.IMPORT_LOSES_INTERFACES).failures()).isNotEmpty();
  }

  @Test
  void withNoOlderBuildNothingIsUpgradedFromAndNothingPasses() {
    var example = example();
    var only = example.build(example.defaultBuild()).stream().toList();
    var lab = new Lab(
        example.name(), example.kind(), example.seed(), example.clockSpeed(), example.networkBoot(), example.sites(), example.exports(), only, example.defaultBuild());
    var trial = trial(lab, new UpgradeSuite().suite(), Selection.only("host-is-upgraded-*"));
    assertThat(trial.journal().ended(Verdict.SKIPPED)).hasSize(2).hasSameSizeAs(trial.journal().attempts());
    assertThat(trial.notPassed()).allSatisfy(attempt -> assertThat(attempt).contains("looking for a build before " + lab.defaultBuild(), "declare one in the lab file"));
  }

  private static SuiteTrial trial(Suite suite, Selection selection, Defect... defects) {
    return trial(example(), suite, selection, defects);
  }

  private static Lab example() {
    return LabFile.read(Path.of(System.getProperty("assay.root"), "lab-inventory", "labs", "example.yaml"));
  }

  private static SuiteTrial trial(Lab lab, Suite suite, Selection selection, Defect... defects) {
    return SuiteTrial.run(lab, suite.sized(Quantities.QUICK), selection, 1, List.of(HostId.of("ams-h01"), HostId.of("ams-h02")), defects);
  }
}
