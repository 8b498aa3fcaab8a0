package dev.assay.suites.nightly;

import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;
import static java.time.Duration.ofMinutes;

import dev.assay.testkit.Area;
import dev.assay.testkit.GuestImage;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Vm;
import org.testng.annotations.Test;

/** Every guest in every size. */
@Area("guest-matrix")
class GuestSizeTests {

  private final Pool pool;
  private final GuestImage guest;
  private final Shape shape;

  GuestSizeTests(Pool pool, GuestImage guest, Shape shape) {
    this.pool = pool;
    this.guest = guest;
    this.shape = shape;
  }

  @Test
  void guestSeesTheProcessorsAndMemoryItWasGiven() {
    try (Vm vm = started()) {
      assertThat(vm.processorsSeen()).isEqualTo(shape.vcpus());
      assertThat(vm.memorySeen()).isGreaterThan(shape.memory().minus(shape.keptByTheKernel())).isLessThanOrEqualTo(shape.memory());
    }
  }

  @Test
  void guestGoesOnAfterSuspendAndResume() {
    try (Vm vm = started()) {
      var boot = vm.bootId();
      vm.suspend();
      vm.resume();
      assertThat(vm).isRunning().answersWithin(ofMinutes(10)).hasBootId(boot);
    }
  }

  private Vm started() {
    return pool.create(vm().from(guest).vcpus(shape.vcpus()).memory(shape.memory())).start();
  }
}
