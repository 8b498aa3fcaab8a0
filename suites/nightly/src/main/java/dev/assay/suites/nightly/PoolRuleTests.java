package dev.assay.suites.nightly;

import static dev.assay.testkit.LabAssertions.assertRefused;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.LabAssertions.assertThatThrownBy;
import static dev.assay.testkit.VmSpec.vm;
import static java.time.Duration.ofMinutes;

import dev.assay.core.AssayException;
import dev.assay.testkit.Area;
import dev.assay.testkit.Host;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Priority;
import dev.assay.testkit.Size;
import dev.assay.testkit.Storage;
import dev.assay.testkit.Vm;
import dev.assay.xapi.XapiException;
import org.testng.annotations.Test;

/** Who may join a pool and leave it, and what becomes of its VMs meanwhile. */
@Area("pools")
@Priority(2)
class PoolRuleTests {

  private final Pool pool;
  private final Host newcomer;

  PoolRuleTests(@Size(2) @Storage("nfs") Pool pool, Host newcomer) {
    this.pool = pool;
    this.newcomer = newcomer;
  }

  @Test
  void masterCannotBeEjected() {
    assertThatThrownBy(() -> pool.eject(pool.master())).isInstanceOf(XapiException.class);
    assertThat(pool.members()).hasSize(2);
  }

  @Test
  void hostThatRunsAGuestCannotBeEjected() {
    try (Vm vm = pool.create(vm()).startOn(pool.slave())) {
      assertRefused("OPERATION_NOT_ALLOWED", () -> pool.eject(pool.slave()));
      assertThat(vm).isRunning().answersWithin(ofMinutes(2));
    }
  }

  @Test
  void hostWithARunningGuestCannotJoin() {
    try (Vm vm = newcomer.usingItsOwnDisk().create(vm()).startOn(newcomer)) {
      assertRefused("JOINING_HOST_CANNOT_HAVE_RUNNING_VMS", () -> pool.join(newcomer));
      assertThat(vm).isRunning().answersWithin(ofMinutes(2));
    }
    assertThat(pool.members()).hasSize(2);
  }

  @Test
  @Limit(minutes = 240)
  void guestsOfThePoolGoOnWhileAHostJoinsAndLeaves() {
    try (Vm vm = pool.create(vm()).startOn(pool.master())) {
      var boot = vm.bootId();
      pool.join(newcomer);
      assertThat(pool.members()).hasSize(3);
      pool.eject(newcomer);
      assertThat(pool.members()).hasSize(2);
      assertThat(vm).isRunning().answersWithin(ofMinutes(2)).hasBootId(boot);
    }
    pool.bench().spoil();
  }

  @Test
  void guestIsNotEvacuatedWhereItHasNowhereToGo() {
    try (Vm vm = pool.create(vm().on(pool.localSr())).startOn(pool.master())) {
      pool.master().disable();
      assertThatThrownBy(pool.master()::evacuate).isInstanceOf(AssayException.Product.class);
      pool.master().enable();
      assertThat(vm).isRunning().answersWithin(ofMinutes(2));
    }
  }
}
