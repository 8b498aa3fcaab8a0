package dev.assay.cli.drill;

import dev.assay.cli.Services;
import dev.assay.cli.output.Format;
import dev.assay.cli.output.Terminal;
import dev.assay.cli.run.RunController;
import dev.assay.cli.run.RunRequest;
import dev.assay.core.AssayException;
import dev.assay.core.RunId;
import dev.assay.core.lab.StaleLeaseException;
import dev.assay.core.time.Await;
import dev.assay.core.time.SystemTime;
import dev.assay.core.time.Time;
import dev.assay.inventory.Lease;
import dev.assay.store.RunQueue;
import dev.assay.store.RunRecord;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Several servers that share one PostgreSQL and too few hosts, while one after another the one that plans is killed -9, the database
 * is restarted and killed, and one is stopped in the middle of a run and woken long after others took it on.
 */
public final class ControllersDrill {

  private static final String SUITE = "bvt";
  private static final String FEW_HOSTS = "host in ('ams-h01', 'ams-h02')";
  private static final int RUNS_EACH = 2;
  private static final Duration PAUSE = Duration.ofMinutes(2);
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int ALL = 1000;

  private final Services services;
  private final Fleet fleet;
  private final SharedDatabase shared;
  private final List<String> only;
  private final Consumer<String> progress;
  private final Time time = SystemTime.real();
  private final List<RunId> runs = new ArrayList<>();
  private final List<Trouble> troubles = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();

  /** What was done to them, and what came of it. */
  public record Trouble(String what, String seen) {}

  /**
   * What came of it all.
   *
   * @param grants how many grants of a host there were
   * @param wrong what does not add up
   */
  public record Result(int controllers, int runs, long grants, List<Trouble> troubles, List<String> wrong) {}

  /**
   * Prepare a drill.
   *
   * @param fleet servers on the database of these services
   * @param only which cases of the BVT its runs try
   */
  public ControllersDrill(Services services, Fleet fleet, List<String> only, Consumer<String> progress) {
    this.services = services;
    this.fleet = fleet;
    this.shared = new SharedDatabase(services.database(), services.workspace());
    this.only = List.copyOf(only);
    this.progress = progress;
  }

  /** Begin with so many servers, and end when all runs have ended. */
  public Result run(int controllers) {
    services.syncedLab();
    while (runs.size() < controllers * RUNS_EACH) {
      runs.add(submit());
    }
    for (int i = 0; i < controllers; i++) {
      fleet.start();
    }
    progress.accept(controllers + " servers share " + runs.size() + " runs and 2 hosts; there will be more while there is trouble to make");
    killTheOneThatPlans();
    trouble("PostgreSQL restarted", shared::restart);
    trouble("PostgreSQL killed -9", shared::kill);
    pauseOne();
    await("all runs have ended", () -> runs.stream().allMatch(this::isFinished));
    fleet.end().forEach(wrong::add);
    var reconciliation = new Reconciliation(services, services.runs().find(runs.getFirst()).orElseThrow().planned());
    runs.forEach(run -> wrong.addAll(reconciliation.of(run, troubles.size())));
    var ledger = services.inventory().ledger();
    wrong.addAll(ledger.wrong());
    return new Result(controllers, runs.size(), ledger.grants(), List.copyOf(troubles), List.copyOf(wrong));
  }

  private RunId submit() {
    var silent = new PrintStream(OutputStream.nullOutputStream());
    var request = new RunRequest(SUITE, Optional.empty(), services.workspace().labFile(), OptionalLong.empty(), List.of(), List.of(), only, 1, 5, "drill", Optional.empty())
        .where(FEW_HOSTS);
    var run = new RunController(services, Terminal.plain(silent, silent), Format.table, SUITE).submit(request);
    services.queue().submit(new RunQueue.Entry(run, 5, SUITE, Duration.ofHours(1), Optional.empty(), Optional.empty()));
    return run;
  }

  private void killTheOneThatPlans() {
    awaitProgress();
    var found = new ArrayList<Server>();
    Await.on(time).until("a server plans", () -> shared.planner().flatMap(fleet::byProcess).map(found::add).isPresent()).every(Duration.ofMillis(2)).within(PATIENCE);
    var leader = found.getFirst();
    fleet.kill(leader);
    var killed = time.now();
    var left = drivenBy(leader);
    fleet.start();
    await("its runs are taken on", () -> left.stream().noneMatch(run -> isDrivenBy(run.id(), leader)));
    note(leader + " killed -9 while it planned", left.isEmpty() ? "it drove no run" : left.stream().map(run -> run.id() + " taken on by " + driverOf(run.id())).toList()
        + " within " + time.since(killed).toSeconds() + " s");
    awaitProgress();
  }

  /** Do something to the database under runs, and see that they go on. */
  private void trouble(String what, Runnable deed) {
    awaitProgress();
    long left = fleet.left();
    var begun = time.now();
    deed.run();
    awaitProgress();
    note(what, "cases end again " + time.since(begun).toSeconds() + " s later; " + (fleet.left() - left) + " runs were cut short by it, and are tried again");
  }

  private void pauseOne() {
    var begun = new ArrayList<RunRecord>();
    await("a server has hosts", () -> {
      keepBusy();
      return all().stream().filter(this::stoppedWithin).findFirst().map(begun::add).isPresent();
    });
    var run = begun.getFirst().id();
    var server = fleet.byController(begun.getFirst().header().controller()).orElseThrow();
    var stopped = time.now();
    var lease = leaseOf(run).orElseThrow();
    progress.accept(server + " stopped in the middle of " + run + "; it is woken in 2 min");
    await("its run is taken on", () -> !isDrivenBy(run, server));
    var seen = run + " taken on by " + driverOf(run) + " after " + time.since(stopped).toSeconds() + " s";
    Await.on(time).until("two minutes have passed", () -> time.since(stopped).compareTo(PAUSE) >= 0).within(PATIENCE);
    note(server + " stopped for 2 min", seen + "; " + refusal(lease));
    server.signal("CONT");
    await("it says what became of its run", () -> server.hasLeft(run));
    note(server + " woken", server.refusalOf(run, services.workspace()).orElseGet(() -> {
      wrong.add(server + " woke up late and was not refused; it said: " + server.text());
      return "not refused";
    }));
  }

  /** Stop the server that drives this run; it goes on at once if it is seen then not to be in the middle of it. */
  private boolean stoppedWithin(RunRecord run) {
    var server = fleet.byController(run.header().controller());
    if (run.state() != RunRecord.State.RUNNING || server.isEmpty() || leaseOf(run.id()).isEmpty()) {
      return false;
    }
    server.get().signal("STOP");
    if (isDrivenBy(run.id(), server.get()) && !isFinished(run.id()) && leaseOf(run.id()).isPresent()) {
      return true;
    }
    server.get().signal("CONT");
    return false;
  }

  /** Show the fence the token of a lease that was lost. */
  private String refusal(Lease lease) {
    var first = lease.tokens().firstEntry();
    try {
      services.inventory().require(first.getKey(), first.getValue());
      wrong.add("token " + first.getValue() + " of host " + first.getKey() + " is still good though its run was taken on by another controller");
      return "its token is not refused";
    } catch (StaleLeaseException e) {
      return "its token " + first.getValue() + " of " + first.getKey() + " is refused";
    }
  }

  private Optional<Lease> leaseOf(RunId run) {
    return services.leases().live().stream().filter(lease -> lease.claimant().purpose().equals(run.value())).findFirst();
  }

  private List<RunRecord> all() {
    return services.runs().latest(ALL);
  }

  private List<RunRecord> drivenBy(Server server) {
    return all().stream().filter(run -> !isFinished(run.id()) && server.isController(run.header().controller())).toList();
  }

  private boolean isDrivenBy(RunId run, Server server) {
    return server.isController(services.runs().find(run).orElseThrow().header().controller());
  }

  private String driverOf(RunId run) {
    return fleet.byController(services.runs().find(run).orElseThrow().header().controller()).map(Server::toString).orElse("nobody");
  }

  /** Let nobody be idle while trouble is made. */
  private void keepBusy() {
    if (runs.stream().filter(run -> !isFinished(run)).count() < 2) {
      runs.add(submit());
    }
  }

  private boolean isFinished(RunId run) {
    return services.runs().find(run).orElseThrow().state() == RunRecord.State.DONE && services.orders().isFinished(run);
  }

  private long ended() {
    return all().stream().mapToLong(run -> run.counts().values().stream().mapToInt(Integer::intValue).sum()).sum();
  }

  private void awaitProgress() {
    var before = new ArrayList<Long>();
    await("the cases are counted", () -> before.add(ended()));
    await("a case ends", () -> {
      keepBusy();
      return ended() > before.getFirst();
    });
  }

  private void await(String what, BooleanSupplier condition) {
    Await.on(time).until(what, () -> {
      fleet.requireAlive();
      return holds(condition);
    }).every(Duration.ofMillis(200)).seeing(fleet::describe).within(PATIENCE);
  }

  /** A database in trouble says nothing for or against it. */
  private static boolean holds(BooleanSupplier condition) {
    try {
      return condition.getAsBoolean();
    } catch (AssayException.Unavailable e) {
      return false;
    }
  }

  private void note(String what, String seen) {
    troubles.add(new Trouble(what, seen));
    progress.accept(what + ": " + seen);
  }
}
