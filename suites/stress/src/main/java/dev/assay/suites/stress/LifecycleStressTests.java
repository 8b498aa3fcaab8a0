package dev.assay.suites.stress;

import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;
import static dev.assay.testkit.stress.Word.LIFECYCLE;

import dev.assay.core.kpi.Kpi;
import dev.assay.core.time.Chance;
import dev.assay.core.time.Time;
import dev.assay.testkit.Area;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Priority;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.Quantity;
import dev.assay.testkit.Vm;
import dev.assay.testkit.check.Invariants;
import dev.assay.testkit.load.BusyDisks;
import dev.assay.testkit.stress.Stress;
import dev.assay.testkit.workload.LeakCheck;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.testng.annotations.Test;

@Area("stress")
@Priority(1)
class LifecycleStressTests {

  private static final Kpi OPERATION = Kpi.lower("stress.operation", "s");
  private static final Kpi MOVE = Kpi.lower("stress.localhost-migration", "s");
  private static final Kpi RESTART = Kpi.lower("stress.restart", "s");

  /** In so many each kind has its turn, however they are drawn. */
  private static final int ROUNDS_FOR_EACH_KIND = 1000;

  private final Pool pool;
  private final Chance chance;
  private final Time time;
  private final Kpis kpis;
  private final Quantities sizes;

  LifecycleStressTests(Pool pool, Chance chance, Time time, Kpis kpis, Quantities sizes) {
    this.pool = pool;
    this.chance = chance;
    this.time = time;
    this.kpis = kpis;
    this.sizes = sizes;
  }

  @Test
  @Limit(minutes = 60 * 60)
  void fourteenKindsOfOperationsInRandomOrderBreakNothing() {
    var stressed = Stress.on(pool, chance)
        .guests(sizes.of(StressSizes.GUESTS))
        .doing(LIFECYCLE)
        .rounds(sizes.of(StressSizes.OPERATIONS))
        .lasting(sizes.hours(StressSizes.HOURS))
        .pausing(sizes.seconds(StressSizes.PAUSE_SECONDS))
        .shrinkingWithin(sizes.of(StressSizes.REPLAYS))
        .run();
    stressed.measure(OPERATION, kpis);
    stressed.keeps(Invariants.all());
    if (stressed.rounds().size() >= ROUNDS_FOR_EACH_KIND) {
      assertThat(stressed.neverDone(LIFECYCLE)).as("kinds of operations that were never done").isEmpty();
    }
  }

  @Test
  @Limit(minutes = 48 * 60)
  void guestSurvivesManyLiveMigrationsToItsOwnHost() {
    try (Vm vm = pool.create(vm()).start(); var busy = BusyDisks.in(guests(StressSizes.LOADED_GUESTS), time)) {
      var boot = vm.bootId();
      for (int move = 0; move < sizes.of(StressSizes.MOVES); move++) {
        vm.writeAndSync("before move " + move);
        var start = time.now();
        vm.migrateTo(pool.master());
        kpis.record(MOVE, time.since(start));
        assertThat(vm).answersWithin(Duration.ofMinutes(2)).holds("before move " + move);
      }
      assertThat(vm).hasBootId(boot).runsOnlyOn(pool.master());
      assertThat(busy.trouble()).as("what the busy guests met").isEmpty();
    }
  }

  @Test
  @Limit(minutes = 48 * 60)
  void guestsRebootAndRestartAgainAndAgain() {
    var leaks = LeakCheck.begin(pool.master());
    var vms = guests(StressSizes.RESTARTED_GUESTS);
    for (int round = 0; round < sizes.of(StressSizes.RESTARTS); round++) {
      for (var vm : vms) {
        var start = time.now();
        vm.reboot();
        vm.shutDown();
        vm.start();
        kpis.record(RESTART, time.since(start));
      }
    }
    vms.forEach(vm -> assertThat(vm).isRunning().runsOnlyOn(pool.master()));
    assertThat(pool).isHealthy();
    vms.forEach(Vm::close);
    assertThat(leaks.leaks()).as("what restarts leave behind").isEmpty();
  }

  @Test
  @Limit(minutes = 48 * 60)
  void networkCardsThatComeAndGoLeaveNothing() {
    try (Vm vm = pool.create(vm()).start()) {
      var leaks = LeakCheck.begin(pool.master());
      for (int round = 0; round < sizes.of(StressSizes.CARDS); round++) {
        vm.disconnect(vm.connect(vm.network()));
      }
      assertThat(leaks.leaks()).as("what network cards leave behind").isEmpty();
    }
  }

  private List<Vm> guests(Quantity count) {
    return Stream.generate(() -> pool.create(vm()).start()).limit(sizes.of(count)).toList();
  }
}
