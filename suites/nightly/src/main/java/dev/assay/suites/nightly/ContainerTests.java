package dev.assay.suites.nightly;

import static dev.assay.core.Bytes.gib;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.testkit.Area;
import dev.assay.testkit.Pool;
import dev.assay.testkit.SharedStorageKind;
import dev.assay.testkit.Size;
import dev.assay.testkit.Vm;
import org.testng.annotations.Test;

/** Containers go on in guests to which this and that is done. */
@Area("containers")
class ContainerTests {

  private final Pool pool;
  private final ContainerHost guest;
  private final SharedStorageKind storage;

  ContainerTests(@Size(2) Pool pool, ContainerHost guest, SharedStorageKind storage) {
    this.pool = pool;
    this.guest = guest;
    this.storage = storage;
  }

  @Test
  void containerGoesOnOverSuspendAndResume() {
    try (Vm vm = withContainer()) {
      var started = startOf(vm);
      vm.suspend();
      vm.resume();
      assertThat(startOf(vm)).as("when the container was started").isEqualTo(started);
    }
  }

  @Test
  void containerGoesOnWhenItsGuestMoves() {
    try (Vm vm = withContainer()) {
      var started = startOf(vm);
      vm.migrateTo(pool.slave());
      assertThat(startOf(vm)).as("when the container was started").isEqualTo(started);
    }
  }

  @Test
  void containerComesBackWithItsGuest() {
    try (Vm vm = withContainer()) {
      var started = startOf(vm);
      vm.reboot();
      assertThat(vm.run("docker", "ps", "--format", "{{.Names}}").lines()).containsExactly("web");
      assertThat(startOf(vm)).as("when the container was started").isNotEqualTo(started);
    }
  }

  @Test
  void containerIsAsItWasAtTheCheckpoint() {
    try (Vm vm = withContainer()) {
      var checkpoint = vm.checkpoint();
      vm.run("docker", "rm", "-f", "web");
      checkpoint.revert();
      vm.resume();
      assertThat(vm.run("docker", "ps", "--format", "{{.Names}}").lines()).containsExactly("web");
    }
  }

  private Vm withContainer() {
    Vm vm = pool.create(vm().from(guest.image()).memory(gib(2)).on(pool.storage(storage.kind()))).startOn(pool.master());
    vm.run("docker", "run", "-d", "--restart=always", "--name", "web", "nginx");
    vm.run("sync");
    return vm;
  }

  private static String startOf(Vm vm) {
    return vm.run("docker", "inspect", "--format", "{{.State.StartedAt}}", "web").strip();
  }
}
