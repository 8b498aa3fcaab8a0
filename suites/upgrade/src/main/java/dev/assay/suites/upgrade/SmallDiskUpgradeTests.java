package dev.assay.suites.upgrade;

import static dev.assay.core.Bytes.gib;
import static dev.assay.core.Bytes.mib;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.Build;
import dev.assay.core.Bytes;
import dev.assay.core.Capability;
import dev.assay.testkit.Area;
import dev.assay.testkit.Host;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Needs;
import dev.assay.testkit.Priority;
import dev.assay.testkit.Since;
import java.time.Duration;
import org.testng.annotations.Test;

/** Upgrade with too little disk for the layout that came with 7.0: the old one stays, with a system of 3.5 GiB and 512 MiB to boot from. */
@Area("upgrade")
@Priority(2)
@Since("7.0")
@Needs(Capability.SERVICES)
class SmallDiskUpgradeTests {

  private static final Bytes LEAST_OF_LARGE_LAYOUT = gib(46);
  private static final String WRITTEN = "written before the upgrade";

  private final Host host;
  private final Build buildUnderTest;

  SmallDiskUpgradeTests(Host host, Build buildUnderTest) {
    this.host = host;
    this.buildUnderTest = buildUnderTest;
  }

  @Test
  @Limit(minutes = 12 * 60)
  void hostWithTooLittleDiskIsUpgradedAndItsVmsLiveOn() {
    var disk = host.secondDisk().smallerThan(LEAST_OF_LARGE_LAYOUT);
    disk.install(EarlierRelease.V6_5_SP1.on(host, buildUnderTest));
    var guest = host.usingItsOwnDisk().create(vm());
    guest.start().writeAndSync(WRITTEN);
    guest.shutDown();
    disk.upgradeTo(buildUnderTest);
    assertThat(host).isHealthy().reports(buildUnderTest);
    assertThat(host.diskLayout().has(mib(3584), mib(512))).as("smaller system and room to boot from in %s", host.diskLayout()).isTrue();
    assertThat(guest.start()).answersWithin(Duration.ofMinutes(15)).holds(WRITTEN);
  }
}
