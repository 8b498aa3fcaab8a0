package dev.assay.suites.nightly;

import static dev.assay.core.Bytes.gib;
import static dev.assay.core.Bytes.mib;
import static dev.assay.testkit.LabAssertions.assertThat;
import static java.time.Duration.ofMinutes;

import dev.assay.core.AssayException;
import dev.assay.core.Build;
import dev.assay.core.Bytes;
import dev.assay.core.Capability;
import dev.assay.core.ProductVersion;
import dev.assay.testkit.Area;
import dev.assay.testkit.Host;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Needs;
import dev.assay.testkit.Priority;
import dev.assay.testkit.SecondDisk;
import dev.assay.testkit.Since;
import java.util.List;
import org.testng.annotations.Test;

/** How control domains lie on disks: the large layout since 7.0, the small one before and where the disk is too small for it. */
@Area("disk-layout")
@Needs(Capability.SERVICES)
@Priority(2)
class DiskLayoutTests {

  private static final ProductVersion LARGE_SINCE = ProductVersion.parse("7.0");
  private static final Bytes LEAST_OF_LARGE = gib(46);

  private final Host host;
  private final Build build;

  DiskLayoutTests(Host host, Build build) {
    this.host = host;
    this.build = build;
  }

  @Test
  @Limit(minutes = 180)
  void freshInstallationHasTheLayoutOfItsRelease() {
    host.install(build);
    assertThat(host.diskLayout().has(layoutOf(build))).as("layout of %s in %s", build.id(), host.diskLayout()).isTrue();
  }

  @Test
  @Since("7.0")
  void logsHaveRoomOfTheirOwn() {
    assertThat(host.run("df", "-P").lines().filter(line -> line.endsWith(" /var/log"))).as("file systems that hold the logs").hasSize(1);
  }

  @Test
  @Since("7.0")
  @Limit(minutes = 180)
  void diskThatIsTooSmallIsRefusedAndNothingChanged() {
    var disk = tooSmall();
    assertThat(disk.refusal(build)).as("what the installer says").hasValueSatisfying(words -> assertThat(words).containsPattern("disk has .*; a fresh installation|too small|not enough (disk )?space"));
    host.cutPower();
    assertThat(host.startsWithin(ofMinutes(20))).as("the host starts again from its first disk").isTrue();
    assertThat(host).isHealthy().reports(build);
  }

  @Test
  @Since("7.0")
  @Limit(minutes = 360)
  void upgradeOnADiskThatIsTooSmallKeepsTheSmallLayoutWithASmallerSystem() {
    var disk = tooSmall();
    disk.install(lastOfSmall());
    assertThat(host.diskLayout().has(gib(4), gib(4))).as("layout of the older release in %s", host.diskLayout()).isTrue();
    disk.upgradeTo(build);
    assertThat(host).isHealthy().reports(build);
    assertThat(host.diskLayout().has(mib(3584), mib(512))).as("smaller system and room to boot from in %s", host.diskLayout()).isTrue();
  }

  @Test
  @Since("7.0")
  @Limit(minutes = 360)
  void upgradeOnADiskThatIsLargeEnoughTakesTheLargeLayout() {
    var older = lastOfSmall();
    host.install(older);
    assertThat(host.diskLayout().has(layoutOf(older))).as("layout of %s in %s", older.id(), host.diskLayout()).isTrue();
    host.upgradeTo(build);
    assertThat(host).isHealthy().reports(build);
    assertThat(host.diskLayout().has(layoutOf(build))).as("layout of %s in %s", build.id(), host.diskLayout()).isTrue();
  }

  private static Bytes[] layoutOf(Build build) {
    return build.version().compareTo(LARGE_SINCE) >= 0
        ? new Bytes[] {gib(18), gib(18), gib(4), gib(1), mib(512)}
        : new Bytes[] {gib(4), gib(4)};
  }

  private SecondDisk tooSmall() {
    return host.secondDisk().smallerThan(LEAST_OF_LARGE);
  }

  private Build lastOfSmall() {
    List<Build> older = host.buildsBefore(build).stream().filter(other -> other.version().compareTo(LARGE_SINCE) < 0).toList();
    if (older.isEmpty()) {
      throw new AssayException.Absent("looking for a release before " + LARGE_SINCE + " that " + host + " runs: the lab has none");
    }
    return older.getLast();
  }
}
