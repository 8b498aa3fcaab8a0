package dev.assay.suites.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.BuildId;
import dev.assay.core.HostId;
import dev.assay.core.defect.Defect;
import dev.assay.core.run.HistoryEvent;
import dev.assay.inventory.Lab;
import dev.assay.inventory.LabFile;
import dev.assay.testkit.execution.SuiteTrial;
import dev.assay.testkit.plan.Planner;
import dev.assay.testkit.plan.Selection;
import dev.assay.testkit.plan.TestBehaviour;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

class NightlySuiteTests {

  /** Each kind of storage once, each size once, and a guest of each family: what differs between cases, not each case. */
  private static final Selection SAMPLE = Selection.only(
      "*guest-lifecycle*[debian-12,iscsi]", "*guest-lifecycle*[windows-server-2016,nfs-4]", "*guest-size*[sles-12-sp1,*", "*guest-migration*[rhel-7,smb]",
      "nightly/disk/*", "*disk-copy*[local,*", "*storage-motion*[nfs,*", "*snapshot-tree*[hba,*", "*bond*[centos-7,*",
      "*cross-pool-motion*[nfs,suspended,*", "*cross-pool-copy*[iscsi]", "nightly/space/*", "nightly/local-storage/*", "*firmware*[windows-7,*", "*vlan*[centos-5,*", "nightly/virtual-function/*",
      "nightly/network-refusal/*", "*high-availability*[nfs]", "*access-rights*[vm-admin,*", "nightly/directory/*", "nightly/hotfix/*", "*container*[rhel-7,nfs]", "nightly/pool-rule/*",
      "nightly/certificate/*", "nightly/tls/*", "nightly/disk-layout/*", "*frame-size*[windows-10,*", "nightly/distributed-switch/*", "nightly/processor/*", "nightly/graphics/*", "nightly/health-check/*", "nightly/pool-database/*", "nightly/log/*", "nightly/metrics/*", "nightly/guest-rule/*", "nightly/status-report/*");

  @Test
  void aBuildWithoutDefectsPasses() {
    var trial = trial(SAMPLE);
    assertThat(trial.notPassed()).isEmpty();
    assertThat(trial.journal().attempts()).hasSizeGreaterThan(140);
  }

  @Test
  void storageOfAnyKindThatACaseMadeIsTakenAwayAndItsHostIsNotInstalledAnew() {
    var trial = trial(Selection.only("*guest-boots-and-shuts-down[debian-12,*"));
    assertThat(trial.journal().attempts()).hasSizeGreaterThan(4);
    assertThat(trial.journal().events()).extracting(HistoryEvent::kind).contains("sr.create.completed").doesNotContain("bench.spoiled");
  }

  @Test
  void aFewClassesExpandToThousandsOfCases() {
    var behaviours = Planner.plan(new NightlySuite().suite(), lab().build(lab().defaultBuild()).orElseThrow(), Selection.ALL).behaviours();
    assertThat(behaviours).hasSizeGreaterThan(3_900).allMatch(behaviour -> behaviour.skip().isEmpty());
  }

  @Test
  void generalRegressionTriesEveryBehaviourWithEachValueInAFewHundredCases() {
    var build = lab().build(lab().defaultBuild()).orElseThrow();
    var few = Planner.plan(new RegressionSuite().suite(), build, Selection.ALL).behaviours();
    var all = Planner.plan(new NightlySuite().suite(), build, Selection.ALL).behaviours();
    assertThat(few).hasSizeLessThan(all.size() / 4);
    assertThat(few.stream().map(TestBehaviour::method).distinct()).hasSameElementsAs(all.stream().map(TestBehaviour::method).distinct().toList());
    assertThat(few.stream().flatMap(NightlySuiteTests::values).distinct()).hasSameElementsAs(all.stream().flatMap(NightlySuiteTests::values).distinct().toList());
  }

  /** The values of a case's class and how each is one of it: behaviour by behaviour, not only somewhere. */
  private static Stream<String> values(TestBehaviour behaviour) {
    return IntStream.range(0, behaviour.variants().size()).mapToObj(at -> behaviour.method() + " " + at + " " + behaviour.variants().get(at).label());
  }

  @Test
  void anOlderBuildIsNotTriedWithWhatCameLater() {
    var build = lab().build(BuildId.of("6.2.0-70446")).orElseThrow();
    var skipped = Planner.plan(new NightlySuite().suite(), build, Selection.ALL).behaviours().stream()
        .filter(behaviour -> behaviour.skip().isPresent())
        .map(behaviour -> behaviour.planned().id().value())
        .toList();
    assertThat(skipped).anyMatch(name -> name.contains("[windows-server-2016,local]")).anyMatch(name -> name.contains("[debian-12,smb]"))
        .noneMatch(name -> name.contains("[debian-12,nfs]"));
  }

  @DataProvider
  static Object[][] defects() {
    return new Object[][] {
      {Defect.REVERT_KEEPS_NEW_DATA, "*snapshot-keeps-the-disks-as-they-were[nfs,running]"},
      {Defect.MIGRATION_LOSES_WRITE, "*guest-keeps-its-boot-and-data-when-it-moves[rhel-7,iscsi]"},
      {Defect.CLONE_SHARES_DISK, "*clone-has-the-data-of-its-origin-and-disks-of-its-own[centos-7,smb]"},
      {Defect.RBAC_HOLE, "*user-may-do-what-its-role-may[read-only,stop-a-vm]"},
      {Defect.HOTFIX_NOT_APPLIED, "*hotfix-lies-on-every-host-that-it-was-applied-on"},
      {Defect.LOG_NOT_ROTATED, "*log-is-put-aside*"},
      {Defect.METRIC_STANDS_STILL, "nightly/metrics/processor-metrics-of-every-host-move"},
      {Defect.HA_RESTARTS_NOTHING, "*protected-guest-starts-elsewhere-when-its-host-is-lost[nfs]"},
      {Defect.HOTPLUG_DISK_INVISIBLE, "*guest-uses-a-disk-that-is-plugged-in[ubuntu-16-04,local]"},
    };
  }

  @Test(dataProvider = "defects")
  void seededDefectsAreFound(Defect defect, String pattern) {
    assertThat(trial(Selection.only(pattern), defect).failures()).as(defect.description()).isNotEmpty();
  }

  private static SuiteTrial trial(Selection selection, Defect... defects) {
    return SuiteTrial.run(lab(), new NightlySuite().suite(), selection, 1, List.of(HostId.of("ams-h01"), HostId.of("ams-h02"), HostId.of("ams-h03")), defects);
  }

  private static Lab lab() {
    return LabFile.read(Path.of(System.getProperty("assay.root"), "lab-inventory", "labs", "example.yaml"));
  }
}
