package dev.assay.suites.upgrade;

import static dev.assay.core.Bytes.gib;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.testkit.Area;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Priority;
import dev.assay.testkit.Since;
import dev.assay.testkit.Size;
import dev.assay.testkit.Storage;
import java.time.Duration;
import org.testng.annotations.Test;

@Area("migration")
@Priority(2)
class StorageMigrationTests {

  private final Pool pool;

  StorageMigrationTests(@Size(2) @Storage("nfs") Pool pool) {
    this.pool = pool;
  }

  @Test
  void diskOfARunningGuestMovesAndKeepsWhatWasWritten() {
    try (var guest = pool.create(vm())) {
      var disk = guest.addDisk(gib(1));
      guest.startOn(pool.master()).writeAndSync(disk, "written before");
      guest.moveDisk(disk, pool.localSr());
      assertThat(guest).isRunning().answersWithin(Duration.ofMinutes(2)).holds(guest.disks().getLast(), "written before");
    }
  }

  @Test
  @Since("7.0")
  void snapshotsKnowTheirDiskAfterItMoved() {
    try (var guest = pool.create(vm())) {
      var disk = guest.addDisk(gib(1));
      guest.startOn(pool.master());
      guest.snapshot();
      guest.moveDisk(disk, pool.localSr());
      assertThat(guest.orphanedDiskSnapshots()).as("snapshots of disks that know no more of what they are").isZero();
    }
  }
}
