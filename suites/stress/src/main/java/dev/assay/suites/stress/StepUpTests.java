package dev.assay.suites.stress;

import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.Storm.storm;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.Bytes;
import dev.assay.core.kpi.Kpi;
import dev.assay.core.time.Time;
import dev.assay.testkit.Area;
import dev.assay.testkit.Crew;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Priority;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.Storage;
import dev.assay.testkit.Storm;
import dev.assay.testkit.Vm;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.testng.annotations.Test;

/** More and more guests of one host, and then all of them together over and over. */
@Area("stress")
@Priority(2)
class StepUpTests {

  private static final Kpi START = Kpi.lower("stress.parallel-start", "s");
  private static final Kpi LOGIN = Kpi.lower("stress.parallel-login", "s");
  private static final Kpi SHUTDOWN = Kpi.lower("stress.parallel-shutdown", "s");

  private final Pool pool;
  private final Time time;
  private final Kpis kpis;
  private final Quantities sizes;

  StepUpTests(@Storage("nfs") Pool pool, Time time, Kpis kpis, Quantities sizes) {
    this.pool = pool;
    this.time = time;
    this.kpis = kpis;
    this.sizes = sizes;
  }

  @Test
  @Limit(minutes = 60 * 60)
  void moreAndMoreGuestsStartAndShutDownTogetherAndAllOfThemAgainAndAgain() {
    int most = sizes.of(StressSizes.MOST_GUESTS);
    try (var gold = pool.create(vm().memory(Bytes.mib(512)))) {
      var vms = Stream.generate(gold::copyOnWriteClone).limit(most).toList();
      steps(most).forEach(count -> round(vms.subList(0, count)));
      IntStream.range(0, sizes.of(StressSizes.PARALLEL_ROUNDS)).forEach(_ -> round(vms));
      assertThat(pool.master()).runsNoVm();
      assertThat(pool).isHealthy();
      vms.forEach(Vm::close);
    }
  }

  /** One guest, then ten, twenty and so on. */
  private Stream<Integer> steps(int most) {
    int step = sizes.of(StressSizes.STEP);
    return Stream.concat(Stream.of(1), Stream.iterate(step, count -> count < most, count -> count + step));
  }

  private void round(List<Vm> vms) {
    var boots = storm(vms).boots(Duration.ofMinutes(60));
    kpis.record(START, boots.stream().map(Storm.Boot::running).toList(), "guests", vms.size());
    kpis.record(LOGIN, boots.stream().map(Storm.Boot::login).toList(), "guests", vms.size());
    assertThat(pool.master().domains()).as("guests that the hypervisor runs").hasSize(vms.size());
    kpis.record(SHUTDOWN, new Crew(time, Storm.USUAL_IN_FLIGHT).each(vms, this::shutDown), "guests", vms.size());
  }

  private Duration shutDown(Vm vm) {
    var began = time.now();
    vm.shutDown();
    return time.since(began);
  }
}
