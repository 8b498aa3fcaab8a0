package dev.assay.suites.bvt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.Verdict;
import dev.assay.core.defect.Defect;
import dev.assay.core.defect.Tier;
import dev.assay.inventory.LabFile;
import dev.assay.testkit.plan.Selection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    return Defect.inReachOf(Tier.BVT).toArray();
  }

  @Test(dataProvider = "seeds")
  void aBuildWithoutDefectsPasses(long seed) {
    var run = BvtRun.of(seed, Selection.ALL);
    assertThat(run.notPassed()).isEmpty();
    assertThat(run.result().verdict()).isEqualTo(Verdict.PASS);
    assertThat(run.result().counts().get(Verdict.PASS)).isGreaterThanOrEqualTo(28);
  }

  @Test(dataProvider = "defects")
  void everySeededDefectIsFoundWhereItBelongs(Defect defect) {
    var run = BvtRun.of(1, Selection.only(finder(defect)), defect);
    assertThat(run.failures()).as(defect.description()).isNotEmpty();
  }

  @Test
  void aBuildCarriesTheDefectsOfTheLabFileAndOthersDoNot() throws IOException {
    var text = Files.readString(BvtRun.EXAMPLE);
    var spoiled = text.replace("8.4.0-2231/\"}", "8.4.0-2231/\", defects: [revert-keeps-new-data]}");
    var other = text.replace("8.4.0-2230/\"}", "8.4.0-2230/\", defects: [revert-keeps-new-data]}");
    var selection = Selection.only(finder(Defect.REVERT_KEEPS_NEW_DATA));
    assertThat(BvtRun.of(LabFile.parse("spoiled", spoiled), 1, selection).failures()).isNotEmpty();
    assertThat(BvtRun.of(LabFile.parse("other", other), 1, selection).notPassed()).isEmpty();
  }

  /** Name the case that a defect is meant to fail; run alone, it proves that no other case's trouble is what was found. */
  private static String finder(Defect defect) {
    return switch (defect) {
      case VM_STARTED_TWICE -> "moved-vm-runs-on-its-new-host-only";
      case MIGRATION_LOSES_WRITE -> "data-disk-reads-back-after-the-move";
      case REVERT_KEEPS_NEW_DATA -> "revert-brings-back-the-disks-of-the-snapshot";
      case EVACUATE_LEAVES_VM -> "evacuated-host-runs-nothing-and-its-vms-go-on";
      case DOM0_MEMORY_LEAK -> "starting-vms-leaks-no-control-domain-memory";
      case SR_SCAN_FORGETS_VDI -> "scan-finds-every-disk";
      case TASK_NEVER_ENDS -> "clone-ends-with-its-task";
      case HOST_DOES_NOT_RUN_VMS -> "vm-starts-and-answers";
      case METRIC_STANDS_STILL -> "host-cpu-metrics-move";
      case REFUSED_TRANSITION_ALLOWED -> "halted-vm-refuses-what-needs-a-running-one";
      case CHECKPOINT_LOSES_MEMORY -> "checkpoint-brings-back-the-running-guest";
      case HOTPLUG_DISK_INVISIBLE -> "plugged-disk-is-seen-and-holds-data";
      case EXPORT_TRUNCATED -> "imported-vm-has-the-data-of-the-exported-one";
      case WRONG_PASSWORD_ACCEPTED -> "wrong-password-is-refused";
      case CLONE_SHARES_DISK -> "clone-has-its-origins-data-and-a-disk-of-its-own";
      default -> throw new AssertionError(defect.label() + " says that it lies in this suite's reach, and nothing says which case finds it");
    };
  }

  @Test
  void equalSeedsGiveEqualHistoriesInTwoLaunches() throws IOException {
    assertThat(launch(11)).isEqualTo(launch(11)).isNotEqualTo(launch(12));
  }

  /** Run a part of the suite in a process of its own, and return its history's hash. */
  private static String launch(long seed) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command = List.of(java, "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
        "-Dassay.root=" + System.getProperty("assay.root"), BvtLaunch.class.getName(), Long.toString(seed));
    var process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (var output = process.inputReader(StandardCharsets.UTF_8)) {
      return output.lines().filter(line -> line.startsWith("hash ")).findFirst().orElseThrow();
    }
  }
}
