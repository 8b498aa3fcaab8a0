package dev.assay.testkit.execution;

import dev.assay.core.HostId;
import dev.assay.core.time.Chance;
import dev.assay.testkit.Bench;
import dev.assay.testkit.bench.BenchStrategy;
import dev.assay.testkit.lab.LabAccess;
import dev.assay.testkit.plan.BenchShape;
import dev.assay.testkit.plan.Plan;
import java.util.List;

/** One set of hosts that runs one case at a time. */
final class Lane {

  private final int number;
  private final BenchKeeper keeper;
  private final CaseRunner runner;
  private final LaneKpis kpis;
  private final Plan plan;
  private final Chance chance;
  private final Bench bench;

  Lane(int number, List<HostId> hosts, LabAccess access, Plan plan, ExecutionOptions options, BenchStrategy strategy, AttemptLog log, LabRetryBudget budget) {
    this.number = number;
    this.plan = plan;
    this.chance = Chance.seeded(options.seed());
    this.bench = new Bench(access, plan.build(), hosts, log.history(), step -> log.prepared(number, hosts, step));
    this.kpis = new LaneKpis(access.time());
    this.keeper = new BenchKeeper(bench, strategy);
    this.runner = new CaseRunner(number, keeper, log, kpis, budget, plan.suite().labRetries(), options.earlier());
  }

  int number() {
    return number;
  }

  void install() {
    keeper.install();
  }

  /** List the lane's hosts if they run the build. */
  List<HostId> installedHosts() {
    return bench.installed() && !bench.spoiled() ? keeper.hosts() : List.of();
  }

  /** Take batch after batch until none is left. */
  void work(BatchQueue queue) {
    var shape = BenchShape.EMPTY;
    for (var batch = queue.next(shape); batch.isPresent(); batch = queue.next(shape)) {
      shape = batch.get().shape();
      var behaviours = batch.get().behaviours();
      var instance = new Offers(bench, kpis, plan.build(), chance).instanceFor(behaviours.getFirst());
      new TestNgBatch(behaviours, instance, runner).run();
    }
  }
}
