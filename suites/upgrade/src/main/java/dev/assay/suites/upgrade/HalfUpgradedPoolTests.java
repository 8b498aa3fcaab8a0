package dev.assay.suites.upgrade;

import static dev.assay.testkit.LabAssertions.assertRefused;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.LabAssertions.assertThatThrownBy;
import static dev.assay.testkit.VmSpec.vm;
import static java.time.Duration.ofMinutes;

import dev.assay.core.AssayException;
import dev.assay.core.Build;
import dev.assay.testkit.Area;
import dev.assay.testkit.Host;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Priority;
import dev.assay.testkit.Storage;
import dev.assay.testkit.Vm;
import java.time.Duration;
import org.testng.annotations.Test;

/** What a pool does and does not while one of its hosts is of the new release and the other of the old. */
@Area("upgrade")
@Priority(2)
class HalfUpgradedPoolTests {

  private static final String REFUSED = "NOT_SUPPORTED_DURING_UPGRADE";
  private static final Duration BOOT = ofMinutes(20);

  /** By then an installer has begun to write, and is not done. */
  private static final Duration INTERRUPTION = ofMinutes(5);

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

  @Test
  @Limit(minutes = 24 * 60)
  void slaveThatIsUpgradedFirstIsKeptOutUntilItsMasterIsUpgraded() {
    var older = installOldPool();
    var slave = Host.of(pool.slave());
    slave.disable();
    assertThatThrownBy(() -> slave.upgradeTo(buildUnderTest)).as("waiting for a slave that is newer than its master")
        .isInstanceOf(AssayException.TimedOut.class).hasMessageContaining("is enabled and live");
    assertThat(slave.isEnabled()).as("%s is in service under a master of %s", slave, older.id()).isFalse();
    assertThat(pool.master()).isHealthy().reports(older);
    pool.master().upgradeTo(buildUnderTest);
    slave.awaitBack(BOOT);
    assertThat(slave).isHealthy().reports(buildUnderTest);
  }

  @Test
  @Limit(minutes = 24 * 60)
  void poolOutlivesAPowerLossInTheUpgradeOfItsSlave() {
    var guest = guestOnAnOldPool();
    var boot = guest.bootId();
    pool.master().upgradeTo(buildUnderTest);
    guest.migrateTo(pool.master());
    var slave = Host.of(pool.slave());
    slave.interruptUpgradeTo(buildUnderTest, INTERRUPTION);
    pool.forget(slave);
    slave.install(buildUnderTest);
    pool.join(slave);
    assertThat(guest).isRunning().hasBootId(boot).holds(OldPool.Guest.WRITTEN);
    assertThat(pool).isHealthy();
  }

  @Test
  @Limit(minutes = 24 * 60)
  void poolOutlivesAPowerLossInTheUpgradeOfItsMaster() {
    var name = guestOnAnOldPool().name();
    var boot = pool.vm(name).bootId();
    var master = Host.of(pool.master());
    master.interruptUpgradeTo(buildUnderTest, INTERRUPTION);
    pool.leadBy(pool.slave());
    var guest = pool.vm(name);
    assertThat(guest).isRunning().hasBootId(boot).holds(OldPool.Guest.WRITTEN);
    pool.forget(master);
    guest.suspend();
    pool.master().upgradeTo(buildUnderTest);
    guest.resume();
    master.install(buildUnderTest);
    pool.join(master);
    assertThat(guest).isRunning().hasBootId(boot).holds(OldPool.Guest.WRITTEN);
    assertThat(pool).isHealthy();
  }

  private Build installOldPool() {
    var older = pool.master().buildsBefore(buildUnderTest).getLast();
    old.install(older);
    return older;
  }

  private Vm guestOnAnOldPool() {
    installOldPool();
    var guest = pool.create(vm()).startOn(pool.slave());
    guest.writeAndSync(OldPool.Guest.WRITTEN);
    return guest;
  }
}
