package dev.assay.suites.nightly;

import static dev.assay.core.Bytes.gib;
import static dev.assay.core.Bytes.mib;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;
import static java.time.Duration.ofMinutes;

import dev.assay.core.Bytes;
import dev.assay.core.Capability;
import dev.assay.core.time.Await;
import dev.assay.core.time.Time;
import dev.assay.testkit.Area;
import dev.assay.testkit.Needs;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Sr;
import dev.assay.testkit.StorageKind;
import dev.assay.testkit.Vm;
import org.testng.annotations.Test;

/** Space on every kind of storage: what disks take of it, and what is given back when they or their snapshots go. */
@Area("storage")
@Needs(Capability.REPOSITORIES)
class SpaceTests {

  private static final Bytes LITTLE = mib(64);

  private final Pool pool;
  private final StorageKind storage;
  private final Time time;

  SpaceTests(Pool pool, StorageKind storage, Time time) {
    this.pool = pool;
    this.storage = storage;
    this.time = time;
  }

  @Test
  void diskTakesItsSpaceWhenItIsMadeOrWhenItIsWritten() {
    var sr = pool.storage(storage);
    var before = sr.usedSpace();
    var disk = sr.createDisk(gib(4));
    var taken = sr.usedSpace().minus(before);
    if (sr.isThin()) {
      assertThat(taken).as("space of an empty disk").isLessThan(LITTLE);
    } else {
      assertThat(taken).as("space of an empty disk").isGreaterThanOrEqualTo(gib(4).minus(LITTLE));
    }
    sr.destroy(disk);
    assertThat(sr.usedSpace()).as("space in use after the disk is gone").isLessThan(before.plus(LITTLE));
  }

  @Test
  void spaceOfSnapshotsIsGivenBackWhenTheyGo() {
    var sr = pool.storage(storage);
    try (Vm vm = pool.create(vm().on(sr)).start()) {
      vm.writeAndSync("before");
      var before = sr.usedSpace();
      for (int round = 0; round < 3; round++) {
        var snapshot = vm.snapshot();
        vm.writeAndSync("round " + round);
        snapshot.destroy();
      }
      awaitSpace(sr, before.plus(LITTLE));
      assertThat(vm).holds("round 2");
    }
  }

  /** The product merges chains in the background, when it gets to it. */
  private void awaitSpace(Sr sr, Bytes most) {
    Await.on(time).until(sr + " uses no more than " + most, () -> {
      sr.scan();
      return sr.usedSpace().compareTo(most) <= 0;
    }).seeing(() -> "it uses " + sr.usedSpace()).every(ofMinutes(1)).within(ofMinutes(40));
  }

  @Test
  void freeBlocksGoBackToTheArrayWhereThereIsOne() {
    var sr = pool.storage(storage);
    var answer = pool.trim(sr);
    if (sr.isThin()) {
      assertThat(answer).as("what trimming says where there is no array").contains("UnsupportedSRForTrim");
    } else {
      assertThat(answer).as("what trimming says").isEqualTo("True");
    }
  }
}
