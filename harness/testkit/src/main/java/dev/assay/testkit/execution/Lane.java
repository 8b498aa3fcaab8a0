package dev.assay.testkit.execution;

import dev.assay.core.HostId;
import dev.assay.core.time.Chance;
import dev.assay.testkit.Bench;
import dev.assay.testkit.bench.BenchStrategy;
import dev.assay.testkit.lab.LabAccess;
import dev.assay.testkit.plan.BenchShape;
import dev.assay.testkit.plan.Plan;
import dev.assay.testkit.plan.TestBehaviour;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** One set of hosts that runs one case at a time. */
final class Lane {

  private final int number;
  private final BenchKeeper keeper;
  private final CaseRunner runner;
  private final LaneKpis kpis;
  private final Plan plan;
  private final Chance chance;
  private final Bench bench;
  private Optional<LaneGivenUp> givenUp = Optional.empty();
  private List<TestBehaviour> again = List.of();

  Lane(int number, List<HostId> hosts, LabAccess access, Plan plan, ExecutionOptions options, BenchStrategy strategy, AttemptLog log, LabRetryBudget budget) {
    this.number = number;
    this.plan = plan;
    this.chance = Chance.seeded(options.seed());
    this.kpis = new LaneKpis(access.time());
    var history = plan.suite().timed() ? new OperationTimes(log.history(), kpis, plan.suite().name().value()) : log.history();
    this.bench = new Bench(access, plan.build(), hosts, history, step -> log.prepared(number, hosts, step)).ofSet(number - 1);
    this.keeper = new BenchKeeper(bench, strategy, new Watch(log.time(), log.history()));
    this.runner = new CaseRunner(number, keeper, log, kpis, budget, plan.suite(), options);
  }

  int number() {
    return number;
  }

  void install() {
    keeper.install();
  }

  /** List the lane's hosts if they are left with the build, in good order. */
  List<HostId> wellLeftHosts() {
    return bench.isInGoodOrder() && givenUp.isEmpty() ? keeper.hosts() : List.of();
  }

  /** Take batch after batch until none is left. */
  void work(BatchQueue queue) {
    var shape = BenchShape.EMPTY;
    for (var batch = queue.next(shape); batch.isPresent(); batch = queue.next(shape)) {
      shape = batch.get().shape();
      var behaviours = batch.get().behaviours();
      var instance = new Offers(bench, kpis, plan.build(), chance, plan.suite().quantities()).instanceFor(behaviours.getFirst());
      if (!run(new TestNgBatch(behaviours, instance, runner), shape, queue)) {
        return;
      }
    }
  }

  /** Return whether the lane goes on. */
  private boolean run(TestNgBatch batch, BenchShape shape, BatchQueue queue) {
    try {
      batch.run();
      return true;
    } catch (LaneGivenUp e) {
      queue.back(new BatchQueue.Batch(shape, batch.untried()));
      givenUp = Optional.of(e);
      again = e.elsewhere() ? List.of(batch.last()) : List.of();
      return false;
    }
  }

  /** Return why the lane gave its hosts up, if it did. */
  Optional<LaneGivenUp> givenUp() {
    return givenUp;
  }

  /** List the cases that it began and that are to be tried once more, on other hosts. */
  List<TestBehaviour> again() {
    return again;
  }

  /** Remove what a cancelled case left on the hosts, at most this long. */
  void tidyWithin(Duration limit) {
    var tidying = bench.time().fork("tidy lane " + number, () -> {
      keeper.tidy(limit);
      return true;
    });
    if (tidying.endedWithin(limit)) {
      tidying.join();
    } else {
      tidying.cancel();
    }
  }

  /** Look at each host by itself: those that do not answer, each with what was seen; all of them when every one answers. */
  SequencedMap<HostId, String> suspects() {
    return Suspicion.of(bench, givenUp.map(Throwable::getMessage).orElse(""));
  }
}
