package dev.assay.suites.stress;

import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.time.Time;
import dev.assay.testkit.Area;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Priority;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.Vm;
import java.time.Duration;
import org.testng.annotations.Test;

@Area("stress")
@Priority(3)
class PausedGuestTests {

  private final Pool pool;
  private final Time time;
  private final Quantities sizes;

  PausedGuestTests(Pool pool, Time time, Quantities sizes) {
    this.pool = pool;
    this.time = time;
    this.sizes = sizes;
  }

  @Test
  @Limit(minutes = 30 * 60)
  void guestThatWasPausedForHoursGoesOn() {
    try (Vm vm = pool.create(vm()).start()) {
      var boot = vm.bootId();
      vm.pause();
      time.sleep(Duration.ofMinutes(sizes.of(StressSizes.PAUSED_MINUTES)));
      vm.unpause();
      assertThat(vm).isRunning().answersWithin(Duration.ofMinutes(5)).hasBootId(boot);
    }
  }
}
