package dev.assay.suites.upgrade;

import static dev.assay.core.Bytes.gib;
import static dev.assay.testkit.LabAssertions.assertRefused;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.Build;
import dev.assay.core.kpi.Kpi;
import dev.assay.core.time.Time;
import dev.assay.testkit.Area;
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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.testng.annotations.Test;

@Area("migration")
@Priority(1)
class VersionMigrationTests {

  private static final Kpi MOVE = Kpi.lower("migration.old-to-new", "s");
  private static final Duration BOOT = Duration.ofMinutes(20);

  private final Pool pool;
  private final Host old;
  private final Build buildUnderTest;
  private final Time time;
  private final Kpis kpis;
  private final Quantities sizes;

  VersionMigrationTests(@Storage("nfs") Pool pool, Host old, Build buildUnderTest, Time time, Kpis kpis, Quantities sizes) {
    this.pool = pool;
    this.old = old;
    this.buildUnderTest = buildUnderTest;
    this.time = time;
    this.kpis = kpis;
    this.sizes = sizes;
  }

  @Test
  @Limit(minutes = 24 * 60)
  void sixteenKindsOfGuestsMoveLiveFromTheOldestReleaseWithTheirData() {
    onTheOldestRelease();
    var waiting = new ArrayDeque<>(GuestShape.sixteen().limit(sizes.of(UpgradeSizes.COMBINATIONS)).toList());
    var workers = new ArrayList<Time.Fork<Boolean>>();
    for (int worker = 0; worker < sizes.of(UpgradeSizes.WORKERS); worker++) {
      workers.add(time.fork("worker " + worker, () -> {
        for (var shape = waiting.poll(); shape != null; shape = waiting.poll()) {
          move(shape);
        }
        return true;
      }));
    }
    workers.forEach(Time.Fork::join);
    assertThat(pool).isHealthy();
    pool.bench().spoil();
  }

  @Test
  @Limit(minutes = 24 * 60)
  void balloonedGuestsMoveLiveWithTheMemoryThatTheyGaveBack() {
    onTheOldestRelease();
    var guest = old.create(vm().memory(gib(13)));
    guest.allowMemoryFrom(gib(2));
    guest.start();
    guest.setMemory(gib(2));
    guest.awaitMemory(gib(2), BOOT);
    guest.writeAndSync("written with 2 GiB");
    try (var moved = guest.sendTo(pool.master(), pool.localSr())) {
      assertThat(moved).isRunning().answersWithin(BOOT).holds("written with 2 GiB");
      assertThat(moved.memory().inMib()).as("memory of the moved guest").isLessThan(gib(3).inMib());
    }
    pool.bench().spoil();
  }

  @Test
  @Limit(minutes = 24 * 60)
  void guestDoesNotMoveBackToTheOlderRelease() {
    onTheOldestRelease();
    try (var guest = pool.create(vm()).start()) {
      assertRefused("VM_HOST_INCOMPATIBLE_VERSION_MIGRATE", () -> guest.sendTo(old, old.localSr()));
      assertThat(guest).isRunning().answersWithin(BOOT);
    }
    pool.bench().spoil();
  }

  @Test
  @Limit(minutes = 24 * 60)
  void guestThatAnOlderReleaseExportedLivesOn() {
    onTheOldestRelease();
    byte[] archive;
    try (var guest = old.create(vm()).start()) {
      guest.writeAndSync("written before the export");
      guest.shutDown();
      archive = guest.export();
    }
    try (var imported = pool.importVm(archive)) {
      assertThat(imported.networkCards()).as("network cards of the imported guest").isEqualTo(1);
      imported.start();
      assertThat(imported).answersWithin(BOOT).holds("written before the export");
      for (int round = 0; round < 2; round++) {
        imported.suspend();
        imported.resume();
        imported.migrateTo(pool.master());
        imported.reboot();
      }
      assertThat(imported).isRunning().answersWithin(BOOT);
    }
    pool.bench().spoil();
  }

  private void onTheOldestRelease() {
    var oldest = old.buildsBefore(buildUnderTest).getFirst();
    old.install(oldest);
    old.usingItsOwnDisk();
    assertThat(old.has32BitControlDomain()).as("a 32-bit control domain under " + oldest.id()).isEqualTo(List.of("6.1", "6.2").stream().anyMatch(oldest.version().toString()::startsWith));
    assertThat(pool.master().has32BitControlDomain()).as("a 32-bit control domain under " + buildUnderTest.id()).isFalse();
  }

  private void move(VmSpec shape) {
    Vm guest = old.create(shape).start();
    var boot = guest.bootId();
    guest.writeAndSync("written on the old release");
    var start = time.now();
    try (var moved = guest.sendTo(pool.master(), pool.localSr())) {
      kpis.record(MOVE, time.since(start));
      assertThat(moved).isRunning().answersWithin(BOOT).hasBootId(boot).holds("written on the old release");
    }
  }
}
