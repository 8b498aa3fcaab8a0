package dev.assay.suites.upgrade;

import static dev.assay.testkit.LabAssertions.assertRefused;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;
import static java.time.Duration.ofMinutes;

import dev.assay.core.Build;
import dev.assay.testkit.Area;
import dev.assay.testkit.Host;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Priority;
import dev.assay.testkit.Storage;
import dev.assay.testkit.Vm;
import org.testng.annotations.Test;

/** What a pool does and does not while one of its hosts is of the new release and the other of the old. */
@Area("upgrade")
@Priority(2)
class HalfUpgradedPoolTests {

  private static final String REFUSED = "NOT_SUPPORTED_DURING_UPGRADE";

  private final OldPool old;
  private final Pool pool;
  private final Build buildUnderTest;

  HalfUpgradedPoolTests(@Storage("nfs") Pool pool, @Storage("nfs") Host newcomer, Build buildUnderTest) {
    this.old = new OldPool(pool, newcomer);
    this.pool = pool;
    this.buildUnderTest = buildUnderTest;
  }

  @Test
  @Limit(minutes = 24 * 60)
  void whatHostsOfBothReleasesMustKnowIsRefusedUntilTheLastIsUpgraded() {
    var guest = guestOnAnOldPool();
    pool.master().upgradeTo(buildUnderTest);
    assertRefused(REFUSED, guest::snapshot);
    assertRefused(REFUSED, guest::checkpoint);
    assertRefused(REFUSED, () -> guest.sendTo(pool.master(), pool.localSr()));
    assertRefused(REFUSED, () -> pool.createSr("nfs"));
    assertRefused(REFUSED, () -> pool.watchedOver(pool.defaultSr()));
    assertThat(guest).isRunning().answersWithin(ofMinutes(2));
    guest.migrateTo(pool.master());
    pool.slave().upgradeTo(buildUnderTest);
    guest.snapshot();
    guest.checkpoint();
  }

  @Test
  @Limit(minutes = 24 * 60)
  void guestThatWentToTheUpgradedHostLivesOnThereAndDoesNotGoBack() {
    var guest = guestOnAnOldPool();
    pool.master().upgradeTo(buildUnderTest);
    guest.migrateTo(pool.master());
    assertThat(guest).holds(OldPool.Guest.WRITTEN).runsOnlyOn(pool.master());
    assertRefused(REFUSED, () -> guest.migrateTo(pool.slave()));
    guest.suspend();
    guest.resume();
    guest.reboot();
    guest.shutDown();
    assertRefused("VM_HOST_INCOMPATIBLE_VERSION", () -> guest.startOn(pool.slave()));
    assertThat(guest.startOn(pool.master())).holds(OldPool.Guest.WRITTEN).runsOnlyOn(pool.master());
  }

  private Vm guestOnAnOldPool() {
    old.install(pool.master().buildsBefore(buildUnderTest).getLast());
    var guest = pool.create(vm()).startOn(pool.slave());
    guest.writeAndSync(OldPool.Guest.WRITTEN);
    return guest;
  }
}
