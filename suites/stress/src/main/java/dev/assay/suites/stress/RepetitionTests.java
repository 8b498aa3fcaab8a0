package dev.assay.suites.stress;

import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.Capability;
import dev.assay.core.kpi.Kpi;
import dev.assay.core.time.Chance;
import dev.assay.core.time.Time;
import dev.assay.testkit.Area;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Needs;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Priority;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.Quantity;
import dev.assay.testkit.Vm;
import dev.assay.testkit.workload.LeakCheck;
import java.time.Duration;
import java.time.Instant;
import org.testng.annotations.Test;

/** One thing done again and again, for as long as the reference procedures do it. */
@Area("stress")
@Priority(2)
class RepetitionTests {

  private static final Kpi FORCED_OFF = Kpi.lower("stress.force-stop", "s");
  private static final Kpi CLONE = Kpi.lower("stress.clone", "s");
  private static final Kpi UNINSTALL = Kpi.lower("stress.uninstall", "s");
  private static final Kpi HOST_REBOOT = Kpi.lower("stress.host-reboot", "s");
  private static final int MOST_SECONDS_OF_BOOT = 60;

  private final Pool pool;
  private final Chance chance;
  private final Time time;
  private final Kpis kpis;
  private final Quantities sizes;

  RepetitionTests(Pool pool, Chance chance, Time time, Kpis kpis, Quantities sizes) {
    this.pool = pool;
    this.chance = chance;
    this.time = time;
    this.kpis = kpis;
    this.sizes = sizes;
  }

  @Test
  @Limit(minutes = 30 * 60)
  void guestIsForcedOffAtAnyMomentOfItsBootAndStartsAgain() {
    try (Vm vm = pool.create(vm()).start()) {
      vm.writeAndSync("written before");
      var leaks = LeakCheck.begin(pool.master());
      for (var end = after(StressSizes.FORCED_OFF_MINUTES); time.now().isBefore(end); ) {
        kpis.timed(FORCED_OFF, time, vm::powerOff);
        vm.powerOn();
        time.sleep(Duration.ofSeconds(chance.below(MOST_SECONDS_OF_BOOT)));
      }
      assertThat(vm).isRunning().answersWithin(Duration.ofMinutes(15)).holds("written before").runsOnlyOn(pool.master());
      assertThat(leaks.leaks()).as("what guests that are forced off leave behind").isEmpty();
    }
  }

  @Test
  @Limit(minutes = 6 * 60)
  void clonesComeAndGoWithoutATrace() {
    try (Vm gold = pool.create(vm())) {
      gold.copyOnWriteClone().close();
      var disks = pool.defaultSr().disks();
      var used = pool.defaultSr().usedSpace();
      var leaks = LeakCheck.begin(pool.master());
      for (var end = after(StressSizes.CLONING_MINUTES); time.now().isBefore(end); ) {
        var began = time.now();
        var clone = gold.copyOnWriteClone();
        kpis.record(CLONE, time.since(began));
        kpis.timed(UNINSTALL, time, clone::close);
      }
      assertThat(pool.vmNames()).as("VMs").containsExactly(gold.name());
      assertThat(pool.defaultSr().disks()).as("disks on " + pool.defaultSr()).containsExactlyInAnyOrderElementsOf(disks);
      assertThat(pool.defaultSr().usedSpace()).as("space that is used on " + pool.defaultSr()).isLessThanOrEqualTo(used);
      assertThat(leaks.leaks()).as("what clones leave behind").isEmpty();
    }
  }

  @Test
  @Needs(Capability.SERVICES)
  @Limit(minutes = 120 * 60)
  void hostRebootsAgainAndAgain() {
    for (int reboot = 0; reboot < sizes.of(StressSizes.HOST_REBOOTS); reboot++) {
      pool.master().disable();
      kpis.timed(HOST_REBOOT, time, pool.master()::reboot);
      assertThat(pool).isHealthy();
    }
    try (Vm vm = pool.create(vm()).start()) {
      assertThat(vm).isRunning().runsOnlyOn(pool.master());
    }
  }

  private Instant after(Quantity minutes) {
    return time.now().plus(Duration.ofMinutes(sizes.of(minutes)));
  }
}
