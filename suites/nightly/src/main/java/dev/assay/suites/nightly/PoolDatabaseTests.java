package dev.assay.suites.nightly;

import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.LabAssertions.assertThatThrownBy;
import static dev.assay.testkit.VmSpec.vm;
import static java.time.Duration.ofMinutes;

import dev.assay.core.AssayException;
import dev.assay.core.Capability;
import dev.assay.testkit.Area;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Needs;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Priority;
import dev.assay.testkit.Vm;
import java.nio.charset.StandardCharsets;
import org.testng.annotations.Test;

/** What the product knows of a pool can be kept and put back. */
@Area("backup")
@Needs(Capability.SERVICES)
@Priority(2)
class PoolDatabaseTests {

  private final Pool pool;

  PoolDatabaseTests(Pool pool) {
    this.pool = pool;
  }

  @Test
  @Limit(minutes = 180)
  void restoredPoolKnowsWhatItKnewThen() {
    Vm vm = pool.create(vm()).start();
    vm.writeAndSync("written before the backup");
    vm.shutDown();
    var backup = pool.dumpDatabase();
    Vm later = pool.create(vm());
    pool.restoreDatabase(backup);
    assertThat(later.exists()).as("the VM that was made after the backup").isFalse();
    assertThat(pool.vmNames()).contains(vm.name());
    assertThat(vm.start()).answersWithin(ofMinutes(5)).holds("written before the backup");
    assertThat(pool).isHealthy();
    pool.bench().spoil();
  }

  @Test
  void backupIsCheckedAndNothingChanged() {
    var backup = pool.dumpDatabase();
    try (Vm later = pool.create(vm())) {
      pool.checkDatabase(backup);
      assertThat(later.exists()).isTrue();
    }
  }

  @Test
  void whatIsNoBackupIsRefusedAndNothingChanged() {
    try (Vm vm = pool.create(vm())) {
      assertThatThrownBy(() -> pool.checkDatabase("this is no backup".getBytes(StandardCharsets.UTF_8))).isInstanceOf(AssayException.class);
      assertThat(vm.exists()).isTrue();
    }
  }
}
