package dev.assay.suites.perf;

import static dev.assay.core.Bytes.mib;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.kpi.Kpi;
import dev.assay.core.time.Time;
import dev.assay.testkit.ApiCall;
import dev.assay.testkit.Area;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Storage;
import dev.assay.testkit.Vm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.TreeMap;
import org.testng.annotations.Test;

/** How long the product takes to answer, with so many VMs to tell of, idle and beside other work. */
@Area("performance")
class ApiLatencyTests {

  private static final Kpi LATENCY = Kpi.lower("api.latency", "ms");
  private static final Kpi SLOWEST = Kpi.lower("api.latency-slowest", "ms");
  private static final int ROUNDS = 20;

  private final Pool pool;
  private final Population population;
  private final OtherWork beside;
  private final Time time;
  private final Kpis kpis;

  ApiLatencyTests(@Storage("nfs") Pool pool, Population population, OtherWork beside, Time time, Kpis kpis) {
    this.pool = pool;
    this.population = population;
    this.beside = beside;
    this.time = time;
    this.kpis = kpis;
  }

  @Test
  void callsAreAnswered() {
    try (Vm gold = pool.create(vm().memory(mib(256))); var work = Busy.with(beside, pool, time)) {
      var vms = pool.cloneMany(gold, population.count());
      for (var call : ApiCall.values()) {
        var took = new ArrayList<Duration>();
        for (int round = 0; round < ROUNDS; round++) {
          took.add(call.time(pool));
        }
        record(call, took);
      }
      assertThat(work.wentWrong()).isEmpty();
      vms.forEach(Vm::close);
    }
  }

  private void record(ApiCall call, ArrayList<Duration> took) {
    var dimensions = new TreeMap<String, String>();
    dimensions.put("call", call.label());
    dimensions.put("vms", Integer.toString(population.count()));
    dimensions.put("beside", beside.label());
    took.forEach(each -> kpis.record(LATENCY, each.toNanos() / 1e6, dimensions));
    kpis.record(SLOWEST, took.stream().mapToLong(Duration::toNanos).max().orElseThrow() / 1e6, dimensions);
  }
}
