package dev.assay.testkit.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.Bytes;
import dev.assay.core.HostId;
import dev.assay.core.defect.Defects;
import dev.assay.core.kpi.Kpi;
import dev.assay.core.run.History;
import dev.assay.core.time.Chance;
import dev.assay.inventory.LabFile;
import dev.assay.testkit.Bench;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Pool;
import dev.assay.testkit.bench.ProductBench;
import dev.assay.testkit.lab.SimulatedAccess;
import dev.assay.testkit.plan.BenchShape;
import dev.assay.testkit.stress.Stress;
import dev.assay.testkit.stress.Word;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import org.testng.annotations.Test;

class WorkloadContractTests {

  private static final Kpis NOWHERE = new Kpis() {
    @Override
    public void record(Kpi kpi, double value, SequencedMap<String, String> dimensions) {}

    @Override
    public void recordAt(Instant at, Kpi kpi, double value, SequencedMap<String, String> dimensions) {}
  };

  @Test
  void everyWorkloadKeepsTheContract() {
    var wrong = onPool(pool -> {
      var load = Workload.together(
          Workload.NONE,
          new HealthChecks(Duration.ofMinutes(5)),
          new Traffic(),
          new LeakWatch(Gauge.all(), Duration.ofMinutes(5)),
          new Heartbeats(List.of(pool.create(dev.assay.testkit.VmSpec.vm()).start()), Duration.ofSeconds(30), Duration.ofMinutes(2))).checked();
      load.setUp(pool);
      load.run(pool, pool.bench().time().now().plus(Duration.ofHours(1)));
      var said = load.check(pool);
      load.measure(NOWHERE);
      return said;
    });
    assertThat(wrong).isEmpty();
  }

  @Test
  void whatEndsEarlyOrLateIsCaught() {
    assertThatThrownBy(() -> onPool(pool -> run(pool, new Lasting(Duration.ZERO)))).hasMessageContaining("early");
    assertThatThrownBy(() -> onPool(pool -> run(pool, new Lasting(Duration.ofHours(2))))).hasMessageContaining("late");
  }

  @Test
  void lastLookAtTheGuestsIsNoPartOfTheTimeThatOperationsTake() {
    assertThat(onPool(pool -> {
      var time = pool.bench().time();
      var operations = new Operations(Stress.on(pool, Chance.seeded(1)).doing(Word.SOAK).rounds(Integer.MAX_VALUE).pausing(Duration.ofMinutes(20)), List.of());
      operations.run(pool, time.now().plus(Duration.ofHours(1)));
      var ended = time.now();
      operations.check(pool);
      return time.since(ended).compareTo(Duration.ofMinutes(1)) > 0 ? List.of("looked") : List.of();
    })).containsExactly("looked");
  }

  @Test
  void trafficThatIsBrokenOffIsSaid() {
    assertThat(onPool(pool -> {
      var time = pool.bench().time();
      time.fork("power cut", () -> {
        time.sleep(Duration.ofMinutes(40));
        pool.vms().getLast().powerOff();
        return true;
      });
      return run(pool, new Traffic(), Duration.ofHours(2));
    })).isNotEmpty().allMatch(line -> line.startsWith("sending ") && line.contains("begun "));
  }

  @Test
  void phasesInTheWrongOrderAreCaught() {
    assertThatThrownBy(() -> onPool(pool -> Workload.NONE.checked().check(pool))).hasMessageContaining("CHECKED follows RAN, not NEW");
    assertThatThrownBy(() -> Workload.NONE.checked().measure(NOWHERE)).hasMessageContaining("before it was checked");
  }

  @Test
  void whatWentWrongAnywhereIsSaidWithItsWorkload() {
    assertThatThrownBy(() -> onPool(pool -> {
      new Load(pool, NOWHERE).run(Workload.together(new Lasting(Duration.ofHours(1)), Workload.NONE), Duration.ofHours(1));
      return List.of();
    })).isInstanceOf(AssertionError.class).hasMessage("lasting: lasted PT1H");
  }

  @Test
  void aRisingTrendIsALeakAndNoiseIsNone() {
    assertThat(onPool(pool -> watch(pool, reading -> 7000 - 3.0 * reading))).singleElement().asString().contains("a leak", "-36.00 MiB a day");
    assertThat(onPool(pool -> watch(pool, reading -> 7000 + 20 * Math.sin(reading * 7.3)))).isEmpty();
    assertThat(onPool(pool -> watch(pool, reading -> 7000 + 3.0 * reading))).isEmpty();
    assertThat(onPool(pool -> watch(pool, reading -> 7000 - 0.1 * reading))).as("less than the noise").isEmpty();
  }

  private static List<String> watch(Pool pool, Function<Integer, Double> series) {
    int[] readings = {0};
    var gauge = new Gauge(Kpi.higher("soak.dom0-free-memory", "MiB"), 32, false, host -> series.apply(readings[0]++));
    return run(pool, new LeakWatch(List.of(gauge), Duration.ofHours(2)), Duration.ofHours(80));
  }

  private static List<String> run(Pool pool, Workload workload) {
    return run(pool, workload, Duration.ofHours(1));
  }

  private static List<String> run(Pool pool, Workload workload, Duration length) {
    var checked = workload.checked();
    checked.setUp(pool);
    checked.run(pool, pool.bench().time().now().plus(length));
    return checked.check(pool);
  }

  private static List<String> onPool(Function<Pool, List<String>> body) {
    var lab = LabFile.read(Path.of(System.getProperty("assay.root"), "lab-inventory", "labs", "example.yaml"));
    try (var access = SimulatedAccess.open(lab, 1, Defects.NONE)) {
      return access.run("workloads", () -> {
        var bench = new Bench(access, lab.build(lab.defaultBuild()).orElseThrow(), List.of(HostId.of("ams-h01")), History.NONE, line -> {});
        var strategy = new ProductBench();
        strategy.install(bench);
        strategy.shape(bench, BenchShape.ofPool(1, List.of()));
        return body.apply(bench.pool());
      });
    }
  }

  /** Lasts as long as it likes. */
  private record Lasting(Duration length) implements Workload {
    @Override
    public String name() {
      return "lasting";
    }

    @Override
    public void run(Pool pool, Instant until) {
      pool.bench().time().sleep(length);
    }

    @Override
    public List<String> check(Pool pool) {
      return List.of("lasted " + length);
    }
  }
}
