package dev.assay.suites.stress;

import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.time.Time;
import dev.assay.testkit.Area;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Priority;
import dev.assay.testkit.Vm;
import java.time.Duration;
import org.testng.annotations.Test;

@Area("stress")
@Priority(3)
class PausedGuestTests {

  private final Pool pool;
  private final Time time;

  PausedGuestTests(Pool pool, Time time) {
    this.pool = pool;
    this.time = time;
  }

  @Test
  @Limit(minutes = 30 * 60)
  void guestThatWasPausedForHoursGoesOn() {
    try (Vm vm = pool.create(vm()).start()) {
      var boot = vm.bootId();
      vm.pause();
      time.sleep(Duration.ofHours(6));
      vm.unpause();
      assertThat(vm).isRunning().answersWithin(Duration.ofMinutes(5)).hasBootId(boot);
    }
  }
}
