package dev.assay.suites.upgrade;

import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import dev.assay.core.Build;
import dev.assay.testkit.Area;
import dev.assay.testkit.Host;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Priority;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.RollingUpgrade.Guests;
import dev.assay.testkit.Storage;
import dev.assay.testkit.workload.Heartbeats;
import java.util.List;
import org.testng.annotations.Test;

/** Other ways to bring a pool to a build than one upgrade of hosts that follow one another, and how its guests take it. */
@Area("upgrade")
@Priority(1)
class PoolUpgradeTests {

  private final OldPool old;
  private final Pool pool;
  private final Build buildUnderTest;
  private final Kpis kpis;
  private final PoolUpgrade upgrade;
  private final Quantities sizes;

  PoolUpgradeTests(@Storage("nfs") Pool pool, @Storage("nfs") Host newcomer, Build buildUnderTest, Kpis kpis, Quantities sizes) {
    this.old = new OldPool(pool, newcomer);
    this.pool = pool;
    this.buildUnderTest = buildUnderTest;
    this.kpis = kpis;
    this.upgrade = new PoolUpgrade(pool, kpis);
    this.sizes = sizes;
  }

  @Test
  @Limit(minutes = 48 * 60)
  void guestsAreHardlySilentWhileTheirPoolIsUpgraded() {
    var vms = guestsOn(releases().getLast()).stream().map(OldPool.Guest::vm).toList();
    var beats = new Heartbeats(vms, ofSeconds(1), ofSeconds(30));
    var time = pool.bench().time();
    var listening = time.fork("heartbeats", () -> {
      beats.run(pool, time.now().plus(ofHours(1)));
      return beats.check(pool);
    });
    upgrade.rollTo(buildUnderTest, Guests.MOVE);
    assertThat(listening.join()).as("guests that were silent").isEmpty();
    beats.measure(kpis);
  }

  @Test
  @Limit(minutes = 7 * 24 * 60)
  void guestsRunOnWhileTheirPoolIsUpgradedReleaseByRelease() {
    var guests = guestsOn(releases().getFirst());
    var boots = guests.stream().map(guest -> guest.vm().bootId()).toList();
    releases().stream().skip(1).forEach(release -> upgrade.rollTo(release, Guests.MOVE));
    upgrade.rollTo(buildUnderTest, Guests.MOVE);
    for (int i = 0; i < guests.size(); i++) {
      assertThat(guests.get(i).vm()).isRunning().hasBootId(boots.get(i)).holds(OldPool.Guest.WRITTEN);
    }
  }

  @Test
  @Limit(minutes = 48 * 60)
  void poolWhoseGuestsAreShutDownIsUpgradedAllHostsAtOnce() {
    var guests = guestsOn(releases().getLast());
    guests.forEach(guest -> guest.vm().shutDown());
    upgrade.atOnceTo(buildUnderTest);
    for (var guest : guests) {
      assertThat(guest.vm().start()).answersWithin(ofMinutes(5)).holds(OldPool.Guest.WRITTEN);
    }
  }

  @Test
  @Limit(minutes = 48 * 60)
  void poolThatIsPutBackFromItsBackupsIsUpgradedAgain() {
    var older = releases().getLast();
    var guests = guestsOn(older);
    guests.forEach(guest -> guest.vm().shutDown());
    upgrade.atOnceTo(buildUnderTest);
    upgrade.undo(older, buildUnderTest);
    for (var guest : guests) {
      assertThat(guest.vm().startOn(guest.home())).answersWithin(ofMinutes(5)).holds(OldPool.Guest.WRITTEN);
    }
    upgrade.rollTo(buildUnderTest, Guests.MOVE);
    assertThat(old.running()).as("running guests after the second upgrade").hasSameSizeAs(guests);
  }

  private List<Build> releases() {
    return EarlierReleases.of(pool.master(), buildUnderTest, sizes.of(UpgradeSizes.RELEASES));
  }

  private List<OldPool.Guest> guestsOn(Build release) {
    return old.install(release).startGuests(sizes.of(UpgradeSizes.GUESTS), vm());
  }
}
