package dev.assay.suites.upgrade;

import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;
import static java.time.Duration.ofMinutes;

import dev.assay.core.Build;
import dev.assay.testkit.Area;
import dev.assay.testkit.BootId;
import dev.assay.testkit.Host;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Priority;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.RollingUpgrade.Guests;
import dev.assay.testkit.Storage;
import dev.assay.testkit.Vm;
import java.util.List;
import org.testng.annotations.Test;

/** The procedure by which a pool in use is upgraded, with everything that may become of its guests meanwhile. */
@Area("upgrade")
@Priority(1)
class RollingPoolUpgradeTests {

  private static final int ROUNDS = 2;

  private final OldPool old;
  private final Pool pool;
  private final Guests meanwhile;
  private final Crowd crowd;
  private final Build buildUnderTest;
  private final PoolUpgrade upgrade;
  private final Quantities sizes;

  RollingPoolUpgradeTests(
      @Storage("nfs") Pool pool, @Storage("nfs") Host newcomer, Guests meanwhile, Crowd crowd, Build buildUnderTest, Kpis kpis, Quantities sizes) {
    this.old = new OldPool(pool, newcomer);
    this.pool = pool;
    this.meanwhile = meanwhile;
    this.crowd = crowd;
    this.buildUnderTest = buildUnderTest;
    this.upgrade = new PoolUpgrade(pool, kpis);
    this.sizes = sizes;
  }

  @Test
  @Limit(minutes = 48 * 60)
  void guestsLiveOnAfterTheirPoolIsUpgraded() {
    old.install(pool.master().buildsBefore(buildUnderTest).getLast());
    var guests = old.startGuests(sizes.of(crowd.perHost()), vm().memory(crowd.memory()));
    var boots = guests.stream().map(guest -> guest.vm().bootId()).toList();
    upgrade.rollTo(buildUnderTest, meanwhile);
    assertThat(old.running()).as("running guests after the upgrade").hasSameSizeAs(guests);
    assertThat(guests).as("guests with a disc in their drive").allMatch(guest -> guest.vm().drive().isEmpty());
    for (int i = 0; i < guests.size(); i++) {
      isAtHomeAsBefore(guests.get(i), boots.get(i));
    }
    old.crew().doing(guests, guest -> {
      NewTools.areTakenBy(guest.vm());
      standsAnOrdinaryLife(guest.vm());
    });
    assertThat(pool).isHealthy();
  }

  private void isAtHomeAsBefore(OldPool.Guest guest, BootId boot) {
    assertThat(guest.vm()).isRunning().answersWithin(ofMinutes(5)).holds(OldPool.Guest.WRITTEN);
    assertThat(guest.vm().host().id()).as("host of %s, which was on it before", guest.vm()).isEqualTo(guest.home().id());
    switch (meanwhile) {
      case MOVE, SUSPEND -> assertThat(guest.vm()).hasBootId(boot);
      case SHUT_DOWN -> assertThat(guest.vm()).hasRebootedSince(boot);
    }
  }

  private void standsAnOrdinaryLife(Vm guest) {
    for (int round = 0; round < ROUNDS; round++) {
      guest.suspend();
      guest.resume();
    }
    guest.reboot();
    guest.shutDown();
    guest.start();
    assertThat(guest).isRunning().holds(OldPool.Guest.WRITTEN);
  }
}
