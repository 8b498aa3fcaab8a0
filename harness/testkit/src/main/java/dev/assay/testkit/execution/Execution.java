package dev.assay.testkit.execution;

import dev.assay.core.AssayException;
import dev.assay.core.CaseId;
import dev.assay.core.HostId;
import dev.assay.core.Outcome;
import dev.assay.core.lab.Fence;
import dev.assay.core.run.Journal;
import dev.assay.core.run.Phase;
import dev.assay.core.time.Time;
import dev.assay.inventory.Lease;
import dev.assay.testkit.bench.BenchStrategy;
import dev.assay.testkit.bench.ProductBench;
import dev.assay.testkit.lab.FencedAccess;
import dev.assay.testkit.lab.LabAccess;
import dev.assay.testkit.plan.Plan;
import dev.assay.testkit.plan.TestBehaviour;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A plan executed on leased hosts: installs the build, runs each case on the bench it asks for, and writes all of it to
 * the journal.
 */
public final class Execution {

  private static final Duration TIDY_LIMIT = Duration.ofMinutes(10);

  private final LabAccess access;
  private final Plan plan;
  private final ExecutionOptions options;
  private final BenchStrategy strategy;
  private final RunHistory history;
  private final Journal journal;
  private final List<List<HostId>> hosts;
  private final Cancellation cancellation = new Cancellation();
  private volatile boolean tidyWhenCancelled;

  private Execution(LabAccess access, List<HostId> leased, Plan plan, Journal journal, ExecutionOptions options, BenchStrategy strategy) {
    this.access = access;
    this.plan = plan;
    this.options = options;
    this.strategy = strategy;
    this.journal = journal;
    this.history = new RunHistory(access.time(), journal, options.earlier().events());
    this.hosts = HostSets.split(leased, plan.need(1).hosts(), options.lanes());
  }

  /**
   * Prepare an execution; nothing happens before {@link #run}.
   *
   * @param fence asked before every action on a host, with the lease's tokens
   */
  public static Execution of(LabAccess access, Lease lease, Fence fence, Plan plan, Journal journal, ExecutionOptions options) {
    var fenced = new FencedAccess(access, fence, lease);
    return new Execution(fenced, List.copyOf(lease.tokens().sequencedKeySet()), plan, journal, options, new ProductBench());
  }

  /** Prepare an execution on benches that are brought about in another way. */
  public static Execution on(LabAccess access, List<HostId> leased, Plan plan, Journal journal, ExecutionOptions options, BenchStrategy strategy) {
    return new Execution(access, leased, plan, journal, options, strategy);
  }

  /**
   * Execute the plan and wait for its end; called once, from outside the lab's time.
   *
   * @throws AssayException.Unavailable when the journal cannot be written
   * @throws dev.assay.core.lab.StaleLeaseException when the hosts were lost
   */
  public ExecutionResult run(ExecutionListener listener) {
    return access.run("suite " + plan.suite().name(), () -> execute(new Progress(plan, listener)));
  }

  /** Ask it to end promptly, from any thread; attempts in flight stay open in the journal, as after a kill. */
  public void cancel() {
    cancel(false);
  }

  /** Ask it to end promptly, as {@link #cancel()} does, and say whether to remove what the cases in flight leave on the hosts. */
  public void cancel(boolean tidy) {
    tidyWhenCancelled = tidy;
    cancellation.cancel();
  }

  private ExecutionResult execute(Progress progress) {
    var started = access.time().now();
    access.observedBy(history);
    history.append("run.started", plan.suite().name().value(),
        Map.of("build", plan.build().id().value(), "seed", Long.toString(options.seed()), "cases", Integer.toString(plan.cases().size())));
    var lanes = lanes(progress);
    var left = List.<CaseId>of();
    try {
      left = work(lanes, progress);
      progress.leftWell(lanes.stream().flatMap(lane -> lane.wellLeftHosts().stream()).toList());
    } catch (AssayException.Cancelled e) {
      cancellation.cancel();
      history.append("run.cancelled", plan.suite().name().value());
      tidy(lanes);
    }
    var suspects = new LinkedHashMap<HostId, String>();
    lanes.stream().filter(lane -> lane.givenUp().isPresent()).forEach(lane -> suspects.putAll(lane.suspects()));
    history.append("run.ended", plan.suite().name().value(), Map.of("verdict", progress.verdict(cancellation.isCancelled()).name()));
    history.flush();
    return new ExecutionResult(progress.verdict(cancellation.isCancelled()), progress.counts(), history.hash(),
        access.time().since(started), cancellation.isCancelled(), left, suspects);
  }

  /** Install, try the cases, and return those that are left for other hosts. */
  private List<CaseId> work(List<Lane> lanes, Progress progress) {
    var untried = recordSkipped(progress);
    enter(progress, Phase.INSTALL, plan.build().id() + " on " + hosts.size() + (hosts.size() == 1 ? " set" : " sets") + " of hosts");
    together(lanes, Lane::install);
    enter(progress, Phase.EXECUTE, untried.size() + " cases");
    var queue = new BatchQueue(untried);
    var working = lanes;
    do {
      together(working, lane -> lane.work(queue));
      working = lanes.stream().filter(lane -> lane.givenUp().isEmpty()).toList();
    } while (!working.isEmpty() && !queue.left().isEmpty());
    var again = lanes.stream().flatMap(lane -> lane.again().stream()).toList();
    if (again.isEmpty()) {
      lanes.stream().flatMap(lane -> lane.givenUp().stream()).findFirst().ifPresent(why -> giveUp(queue.left(), why.getMessage(), progress));
      return List.of();
    }
    return Stream.concat(again.stream(), queue.left().stream()).map(behaviour -> behaviour.planned().id()).toList();
  }

  /** No hosts are left to try these on, and no retry for others. */
  private void giveUp(List<TestBehaviour> untried, String why, Progress progress) {
    var log = new AttemptLog(journal, history, history.lane(List.of()), access.time(), progress);
    for (var behaviour : untried) {
      int number = 1 + options.earlier().attempts().getOrDefault(behaviour.planned().id(), 0);
      var outcome = Outcome.of(new AssayException.Lab("not tried, for the lab failed before it: " + why));
      log.end(log.begin(0, behaviour, number, List.of()), outcome, Duration.ZERO, List.of(), false);
    }
  }

  private void tidy(List<Lane> lanes) {
    if (tidyWhenCancelled) {
      try {
        lanes.forEach(lane -> lane.tidyWithin(TIDY_LIMIT));
      } catch (AssayException e) {
        history.append("bench.untidied", plan.suite().name().value(), Map.of("why", String.valueOf(e.getMessage()).lines().findFirst().orElse("")));
      }
    }
  }

  private void enter(Progress progress, Phase phase, String detail) {
    history.append("phase.entered", phase.name(), Map.of("detail", detail));
    journal.entered(phase, detail);
    progress.entered(phase, detail);
  }

  private List<TestBehaviour> recordSkipped(Progress progress) {
    var left = new ArrayList<TestBehaviour>();
    for (var behaviour : plan.behaviours()) {
      if (options.earlier().ended().contains(behaviour.planned().id())) {
        continue;
      }
      behaviour.skip().ifPresentOrElse(
          reason -> AttemptLog.skipped(behaviour, reason, journal, history, access.time(), progress),
          () -> left.add(behaviour));
    }
    return left;
  }

  private List<Lane> lanes(Progress progress) {
    var budget = new LabRetryBudget(Math.max(0, options.labRetryBudget() - options.earlier().allLabFailures()));
    var lanes = new ArrayList<Lane>();
    for (var set : hosts) {
      lanes.add(new Lane(lanes.size() + 1, set, access, plan, options, strategy, new AttemptLog(journal, history, history.lane(set), access.time(), progress), budget));
    }
    return lanes;
  }

  /** Let each lane do its work beside the others; the first that fails ends all. */
  private void together(List<Lane> lanes, java.util.function.Consumer<Lane> work) {
    var forks = new ArrayList<Time.Fork<Boolean>>();
    for (var lane : lanes) {
      forks.add(cancellation.watch(access.time().fork("lane " + lane.number(), () -> {
        try {
          work.accept(lane);
          return true;
        } catch (RuntimeException | Error e) {
          cancellation.stopForks();
          throw e;
        }
      })));
    }
    joinAll(forks);
  }

  private static void joinAll(List<Time.Fork<Boolean>> forks) {
    var cancelled = new ArrayList<AssayException.Cancelled>();
    for (var fork : forks) {
      try {
        fork.join();
      } catch (AssayException.Cancelled e) {
        cancelled.add(e);
      }
    }
    cancelled.stream().findFirst().ifPresent(e -> {
      throw e;
    });
  }
}
