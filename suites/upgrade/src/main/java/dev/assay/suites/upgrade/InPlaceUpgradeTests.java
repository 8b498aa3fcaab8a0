package dev.assay.suites.upgrade;

import static dev.assay.core.Bytes.gib;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.LabAssertions.assertThatThrownBy;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.Build;
import dev.assay.core.AssayException;
import dev.assay.core.Capability;
import dev.assay.core.kpi.Kpi;
import dev.assay.testkit.Area;
import dev.assay.testkit.Host;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Needs;
import dev.assay.testkit.Priority;
import dev.assay.testkit.Quantities;
import java.time.Duration;
import java.util.List;
import org.testng.annotations.Test;

@Area("upgrade")
@Priority(1)
class InPlaceUpgradeTests {

  private static final Kpi UPGRADE = Kpi.lower("upgrade.host", "s");
  private static final Duration STEP = Duration.ofSeconds(75);
  private static final Duration BOOT = Duration.ofMinutes(15);

  private final Host host;
  private final Build buildUnderTest;
  private final Kpis kpis;
  private final Quantities sizes;

  InPlaceUpgradeTests(Host host, Build buildUnderTest, Kpis kpis, Quantities sizes) {
    this.host = host;
    this.buildUnderTest = buildUnderTest;
    this.kpis = kpis;
    this.sizes = sizes;
  }

  @Test
  @Limit(minutes = 48 * 60)
  void hostIsUpgradedFromEachEarlierReleaseWithItsVms() {
    for (var older : releases()) {
      host.install(older);
      var guest = host.usingItsOwnDisk().create(vm().memory(gib(2)));
      guest.setMostVcpus(3);
      guest.setVcpus(3);
      guest.start().writeAndSync("written under " + older.id());
      guest.shutDown();
      kpis.record(UPGRADE, host.upgradeTo(buildUnderTest));
      assertThat(host).isHealthy().reports(buildUnderTest);
      assertThat(guest.vcpus()).as("vCPUs of the guest that was there before").isEqualTo(3);
      assertThat(guest.start()).answersWithin(BOOT).holds("written under " + older.id());
    }
  }

  @Test
  @Needs(Capability.SERVICES)
  @Limit(minutes = 48 * 60)
  void hostWithHotfixesIsUpgradedAndTakesThoseOfItsNewRelease() {
    host.install(host.buildsBefore(buildUnderTest).getLast());
    host.uploadHotfix("a55a0000-0000-4000-8000-00000000001a", "").apply(host);
    host.upgradeTo(buildUnderTest);
    var newer = host.uploadHotfix("a55a0000-0000-4000-8000-00000000001b", "");
    newer.apply(host);
    assertThat(newer.liesOn(host)).as("the new release's hotfix on the host").isTrue();
    host.disable();
    host.reboot();
    assertThat(host).isHealthy().reports(buildUnderTest);
  }

  @Test
  @Limit(minutes = 48 * 60)
  void hostIsUpgradedReleaseByRelease() {
    var releases = releases();
    host.install(releases.getFirst());
    var guest = host.usingItsOwnDisk().create(vm());
    guest.start().writeAndSync("written at the beginning");
    guest.shutDown();
    releases.stream().skip(1).forEach(host::upgradeTo);
    host.upgradeTo(buildUnderTest);
    assertThat(host).isHealthy().reports(buildUnderTest);
    assertThat(guest.start()).answersWithin(BOOT).holds("written at the beginning");
  }

  @Test
  @Limit(minutes = 48 * 60)
  void hostThatIsPutBackFromItsBackupIsUpgradedAgain() {
    var older = host.buildsBefore(buildUnderTest).getLast();
    host.install(older);
    var guest = host.usingItsOwnDisk().create(vm());
    guest.start().writeAndSync("written before");
    guest.shutDown();
    host.upgradeTo(buildUnderTest);
    var later = host.create(vm());
    host.undoUpgrade(older, buildUnderTest);
    assertThat(host).isHealthy().reports(older);
    assertThat(later.exists()).as("%s, which was made after the backup, is known", later).isFalse();
    assertThat(guest.start()).answersWithin(BOOT).holds("written before");
    guest.shutDown();
    host.upgradeTo(buildUnderTest);
    assertThat(host).isHealthy().reports(buildUnderTest);
    assertThat(guest.start()).answersWithin(BOOT).holds("written before");
  }

  @Test
  @Limit(minutes = 48 * 60)
  void powerLossAtAnyStepOfAnUpgradeLeavesAHostThatCanBeBroughtBack() {
    var older = host.buildsBefore(buildUnderTest).getLast();
    for (int step = 1; step <= sizes.of(UpgradeSizes.INTERRUPTIONS); step++) {
      host.install(older);
      host.interruptUpgradeTo(buildUnderTest, STEP.multipliedBy(step));
      if (host.startsWithin(BOOT)) {
        assertThat(List.of(older, buildUnderTest)).as("what runs after power was lost at step " + step)
            .anySatisfy(build -> assertThat(host).reports(build));
      }
      host.install(buildUnderTest);
      assertThat(host).isHealthy().reports(buildUnderTest);
    }
  }

  @Test
  @Limit(minutes = 600)
  void upgradeToAnOlderReleaseIsRefusedAndChangesNothing() {
    var older = host.buildsBefore(buildUnderTest).getLast();
    assertThatThrownBy(() -> host.upgradeTo(older)).isInstanceOf(AssayException.Product.class);
    host.cutPower();
    assertThat(host.startsWithin(BOOT)).as("the host starts again").isTrue();
    assertThat(host).isHealthy().reports(buildUnderTest);
  }

  private List<Build> releases() {
    return EarlierReleases.of(host, buildUnderTest, sizes.of(UpgradeSizes.RELEASES));
  }
}
