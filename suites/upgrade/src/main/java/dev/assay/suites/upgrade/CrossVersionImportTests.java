package dev.assay.suites.upgrade;

import static dev.assay.core.Bytes.gib;
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
import dev.assay.testkit.VmSettings;
import org.testng.annotations.Test;

/** What an earlier release exported lives on under the build. */
@Area("migration")
@Priority(1)
class CrossVersionImportTests {

  private static final String WRITTEN = "written before the export";
  private static final int ROUNDS = 2;

  private final Pool pool;
  private final Host old;
  private final EarlierRelease release;
  private final Build buildUnderTest;

  CrossVersionImportTests(@Storage("nfs") Pool pool, Host old, EarlierRelease release, Build buildUnderTest) {
    this.pool = pool;
    this.old = old;
    this.release = release;
    this.buildUnderTest = buildUnderTest;
  }

  @Test
  @Limit(minutes = 120)
  void importedGuestIsWhatItWasAndLivesOn() {
    pool.bench().spoil();
    new OlderHost(old).install(release.on(old, buildUnderTest));
    var original = guestWithItsOwnSettings();
    var settings = original.settings();
    try (var imported = pool.importVm(original.export())) {
      assertThat(imported.settings()).as("settings of the imported guest").isEqualTo(settings);
      assertThat(imported.start()).answersWithin(ofMinutes(20)).holds(WRITTEN);
      NewTools.areTakenBy(imported);
      livesOn(imported);
    }
  }

  private Vm guestWithItsOwnSettings() {
    var guest = old.create(vm().vcpus(2).memory(gib(2)));
    guest.addDisk(gib(1));
    guest.drive();
    guest.start().writeAndSync(WRITTEN);
    guest.shutDown();
    return guest;
  }

  private void livesOn(Vm guest) {
    for (int round = 0; round < ROUNDS; round++) {
      guest.suspend();
      guest.resume();
    }
    for (int round = 0; round < ROUNDS; round++) {
      guest.migrateTo(pool.master());
    }
    for (int round = 0; round < ROUNDS; round++) {
      guest.reboot();
    }
    assertThat(guest).isRunning().holds(WRITTEN);
    assertThat(pool).isHealthy();
  }
}
