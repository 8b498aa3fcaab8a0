package dev.assay.suites.upgrade;

import static dev.assay.core.Bytes.gib;
import static dev.assay.testkit.LabAssertions.assertRefused;
import static dev.assay.testkit.LabAssertions.assertThat;

import dev.assay.core.Build;
import dev.assay.core.kpi.Kpi;
import dev.assay.core.time.Time;
import dev.assay.testkit.Area;
import dev.assay.testkit.Crew;
import dev.assay.testkit.Host;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Priority;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.Storage;
import dev.assay.testkit.Vm;
import dev.assay.testkit.VmSpec;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.testng.annotations.Test;

/** Guests move live from the oldest release, with its 32-bit control domain where it has one, to the build, and not back. */
@Area("migration")
@Priority(1)
class VersionMigrationTests {

  private static final Kpi MOVE = Kpi.lower("migration.old-to-new", "s");
  private static final Duration BOOT = Duration.ofMinutes(20);
  private static final String WRITTEN = "written on the old release";

  private final Pool pool;
  private final Host old;
  private final Motion motion;
  private final Build buildUnderTest;
  private final Time time;
  private final Kpis kpis;
  private final Quantities sizes;

  VersionMigrationTests(@Storage("nfs") Pool pool, @Storage("nfs") Host old, Motion motion, Build buildUnderTest, Time time, Kpis kpis, Quantities sizes) {
    this.pool = pool;
    this.old = old;
    this.motion = motion;
    this.buildUnderTest = buildUnderTest;
    this.time = time;
    this.kpis = kpis;
    this.sizes = sizes;
  }

  @Test
  @Limit(minutes = 24 * 60)
  void sixteenKindsOfGuestsMoveLiveFromTheOldestReleaseWithTheirData() {
    var guests = guestsOfTheOldestRelease(sizes.of(UpgradeSizes.COMBINATIONS), this::start);
    crew().doing(guests, guest -> {
      var boot = guest.bootId();
      try (var moved = move(guest)) {
        assertThat(moved).isRunning().answersWithin(BOOT).hasBootId(boot).holds(WRITTEN);
      }
    });
    assertThat(pool).isHealthy();
  }

  @Test
  @Limit(minutes = 24 * 60)
  void balloonedGuestsMoveLiveWithTheMemoryThatTheyGaveBack() {
    var guests = guestsOfTheOldestRelease(sizes.of(UpgradeSizes.COMBINATIONS), this::startAndBalloon);
    crew().doing(guests, guest -> {
      try (var moved = move(guest)) {
        assertThat(moved).isRunning().answersWithin(BOOT).holds(WRITTEN);
        assertThat(moved.memory().inMib()).as("memory of %s, which gave back all but 2 GiB", moved).isLessThan(gib(3).inMib());
      }
    });
    assertThat(pool).isHealthy();
  }

  @Test
  @Limit(minutes = 24 * 60)
  void guestDoesNotMoveBackToTheOlderRelease() {
    var guest = guestsOfTheOldestRelease(1, this::start).getFirst();
    try (var moved = move(guest)) {
      assertRefused(motion.refusalOfWayBack(), () -> motion.moveBack(moved, old));
      assertThat(moved).isRunning().answersWithin(BOOT).runsOnlyOn(pool.master());
      moved.suspend();
      assertRefused(motion.refusalOfSuspendedWayBack(buildUnderTest), () -> motion.takeBackSuspended(moved, old));
      moved.resume();
      assertThat(moved).isRunning().holds(WRITTEN).runsOnlyOn(pool.master());
    }
  }

  private List<Vm> guestsOfTheOldestRelease(long count, Function<VmSpec, Vm> start) {
    motion.prepare(pool, old, old.buildsBefore(buildUnderTest).getFirst());
    var guests = crew().each(GuestShape.sixteen().limit(count).toList(), start);
    motion.begin(pool, buildUnderTest);
    new OlderHost(pool.master()).isAsItShouldBeUnder(buildUnderTest);
    return guests;
  }

  private Vm start(VmSpec shape) {
    var guest = motion.create(pool, old, shape).startOn(old);
    guest.writeAndSync(WRITTEN);
    return guest;
  }

  private Vm startAndBalloon(VmSpec shape) {
    var guest = motion.create(pool, old, shape.memory(gib(13)));
    guest.allowMemoryFrom(gib(2));
    guest.startOn(old).setMemory(gib(2));
    guest.awaitMemory(gib(2), BOOT);
    guest.writeAndSync(WRITTEN);
    return guest;
  }

  private Vm move(Vm guest) {
    var start = time.now();
    var moved = motion.move(guest, pool);
    kpis.record(MOVE, time.since(start));
    return moved;
  }

  private Crew crew() {
    return new Crew(time, sizes.of(UpgradeSizes.WORKERS));
  }
}
