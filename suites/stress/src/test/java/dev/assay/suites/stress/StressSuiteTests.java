package dev.assay.suites.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.HostId;
import dev.assay.inventory.LabFile;
import dev.assay.core.defect.Defect;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.execution.SuiteTrial;
import dev.assay.testkit.plan.Selection;
import dev.assay.testkit.plan.Suite;
import java.nio.charset.StandardCharsets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

class StressSuiteTests {

  @Test
  void aBuildWithoutDefectsPasses() {
    var trial = trial(new StressSuite().suite(), Selection.ALL);
    assertThat(trial.notPassed()).isEmpty();
    assertThat(trial.journal().attempts()).hasSize(13);
  }

  @Test
  void theExampleOfThePageOnWritingTestsIsOneOfTheCases() throws IOException {
    var root = Path.of(System.getProperty("assay.root"));
    var source = Files.readString(root.resolve("suites/stress/src/main/java/dev/assay/suites/stress/PausedGuestTests.java"));
    assertThat(Files.readString(root.resolve("docs/write-a-test.md"))).contains(source);
    assertThat(new StressSuite().suite().classes()).contains(PausedGuestTests.class);
  }

  @Test
  void aPoolThatLosesHostsPasses() {
    var trial = trial(new PoolStressSuite().suite(), Selection.ALL);
    assertThat(trial.notPassed()).isEmpty();
    assertThat(trial.journal().attempts()).hasSize(6);
  }

  @Test
  void aPoolThatLosesAllItsHostsComesBack() {
    var trial = trial(new ScaleSuite().suite(), Selection.ALL);
    assertThat(trial.notPassed()).isEmpty();
    assertThat(trial.journal().attempts()).hasSize(14);
  }

  @Test
  void interfacesThatVlansLeaveAreFound() {
    assertThat(trial(new ScaleSuite().suite(), Selection.only("vlans*"), Defect.VLAN_LEAK).failures()).isNotEmpty();
  }

  @Test
  void guestsThatNeverBootAreFound() {
    assertThat(trial(new StressSuite().suite(), Selection.only("guests-reboot*"), Defect.HOST_DOES_NOT_RUN_VMS).failures()).isNotEmpty();
  }

  @DataProvider
  static Object[][] foundByRestarts() {
    return new Object[][] {{Defect.XENSTORED_LEAK}, {Defect.BOOT_HANGS_SOMETIMES}};
  }

  @Test(dataProvider = "foundByRestarts")
  void whatShowsAfterManyRestartsIsFound(Defect defect) {
    assertThat(trial(new StressSuite().suite(), Selection.only("guests-reboot*"), defect).failures()).as(defect.description()).isNotEmpty();
  }

  @Test
  void whatARevertKeepsIsFoundAndShrunkToAShortScript() {
    var trial = trial(new PoolStressSuite().suite(), Selection.only("lifecycle*"), Defect.REVERT_KEEPS_NEW_DATA);
    var attempt = trial.journal().attempts().getFirst();
    assertThat(attempt.outcome().orElseThrow().message()).contains("no-lost-acknowledged-write", "replay: assay");
    var script = attempt.evidence().stream().filter(piece -> piece.name().equals("minimal-script.txt")).findFirst().orElseThrow();
    var text = new String(script.content(), StandardCharsets.UTF_8);
    assertThat(text).contains("write guest-", "revert guest-");
    assertThat(text.lines().dropWhile(line -> !line.isBlank()).skip(1).count()).as(text).isLessThan(12);
  }

  private static SuiteTrial trial(Suite suite, Selection selection, Defect... defects) {
    var lab = LabFile.read(Path.of(System.getProperty("assay.root"), "lab-inventory", "labs", "example.yaml"));
    var hosts = List.of(HostId.of("ams-h05"), HostId.of("ams-h06"), HostId.of("ams-h07"), HostId.of("ams-h08"), HostId.of("ams-h09"), HostId.of("ams-h10"));
    return SuiteTrial.run(lab, suite.sized(Quantities.QUICK), selection, 1, hosts, defects);
  }
}
