package dev.assay.cli.run;

import dev.assay.cli.Services;
import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Format;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.cli.output.Terminal;
import dev.assay.core.AssayException;
import dev.assay.core.ExitCode;
import dev.assay.core.RunId;
import dev.assay.core.run.Journal;
import dev.assay.core.time.SystemTime;
import dev.assay.core.time.Time;
import dev.assay.store.RunOrders;
import dev.assay.store.RunRecord;
import dev.assay.testkit.execution.EarlierProgress;
import dev.assay.testkit.execution.ExecutionResult;
import java.time.Duration;
import java.util.Optional;

/** Carries a run from plan to report, or on from where an earlier controller was killed. */
public final class RunController {

  private final Services services;
  private final Terminal terminal;
  private final Format format;
  private final String policy;
  private final Time time = SystemTime.real();
  private final String name;

  /**
   * Make a controller for one run.
   *
   * @param policy the gate's policy to decide by once the run has ended: a shipped one's name, or a file
   */
  public RunController(Services services, Terminal terminal, Format format, String policy) {
    this.services = services;
    this.terminal = terminal;
    this.format = format;
    this.policy = policy;
    this.name = Controllers.nameOfThisProcess(time.now());
  }

  /** Say what a run would do, and on which hosts, without doing it. */
  public ExitCode rehearse(RunRequest request) {
    var prepared = PreparedRun.of(request, services.workspace());
    services.synced(prepared.lab());
    var need = prepared.need();
    var rows = new Rows("case", "area", "need", "limit minutes", "skipped");
    prepared.plan().behaviours().forEach(behaviour -> rows.add(
        behaviour.planned().id().value(), behaviour.planned().area(), behaviour.planned().need().describe(),
        behaviour.planned().limit().toMinutes(), behaviour.skip().orElse("")));
    terminal.progress("would run " + prepared.plan().cases().size() + " cases of " + request.suite() + " on build " + prepared.build().id()
        + " of lab " + prepared.lab().name() + ", seed " + prepared.seed());
    terminal.progress("would reserve " + need.describe() + ": " + services.inventory().rehearse(need, prepared.lab().name()));
    if (request.only().isEmpty()) {
      GateStep.of(services, policy).policy().followUp().ifPresent(rule -> terminal.progress("would follow up: " + FollowUpStep.describe(rule)));
    }
    Printer.print(Answer.of(rows), format, terminal);
    return ExitCode.OK;
  }

  /** Run it, print its summary, and return what the command ends with. */
  public Ended run(RunRequest request, Conduct conduct) {
    var prepared = PreparedRun.of(request, services.workspace());
    var decided = GateStep.of(services, policy);
    var run = open(prepared);
    return new Ended(run, carry(run, prepared, decided, conduct));
  }

  /** Store a run that somebody else is to drive. */
  public RunId submit(RunRequest request) {
    var prepared = PreparedRun.of(request, services.workspace());
    GateStep.of(services, policy);
    return open(prepared);
  }

  private RunId open(PreparedRun prepared) {
    services.synced(prepared.lab());
    services.inventory().requirePossible(prepared.need(), prepared.lab().name());
    return services.runs().open(prepared.header(name, chosenPolicy(prepared.plan().suite().name().value())), prepared.plan().cases());
  }

  /** Return the policy that was chosen for this run, so that whoever resumes it decides by the same; nothing when it is its suite's own. */
  private Optional<String> chosenPolicy(String suite) {
    if (policy.equals(suite)) {
      return Optional.empty();
    }
    return Optional.of(GateStep.isFile(policy) ? services.workspace().policy(policy).toAbsolutePath().normalize().toString() : policy);
  }

  /** A run and what its command ends with. */
  public record Ended(RunId run, ExitCode exitCode) {}

  /** Finish an interrupted run from whatever phase it had reached; cases that ended are not tried again. */
  public ExitCode resume(RunRecord record, Conduct conduct) {
    var decided = GateStep.of(services, policy);
    if (record.state() == RunRecord.State.DONE) {
      terminal.progress(record.id() + "  was judged before; writing its reports");
      return ending(decided, conduct).report(record.id(), Optional.empty(), Duration.ZERO, Optional.empty());
    }
    var prepared = PreparedRun.of(RunRequest.ofStored(record.header()), services.workspace());
    prepared.mustBe(record);
    services.synced(prepared.lab());
    return carry(record.id(), prepared, decided, conduct);
  }

  /** End a run for good that nobody drives any more, as was asked: judge what is there, close and report it. */
  public ExitCode endCancelled(RunRecord record, RunOrders.Order order) {
    var decided = GateStep.of(services, policy);
    var journal = services.runs().resume(record.id(), name);
    takeHostsBack(record.id());
    return ending(decided, Conduct.waiting(Duration.ZERO)).end(record.id(), journal, Optional.empty(), Duration.ZERO, Optional.of(OrderWatch.cancelled(order)));
  }

  private ExitCode carry(RunId run, PreparedRun prepared, GateStep gate, Conduct conduct) {
    var started = time.now();
    var stop = new Stop();
    try (var _ = new Interruption(stop)) {
      var journal = services.runs().resume(run, name);
      try (var _ = new OrderWatch(time, () -> services.orders().cancellation(run), run, conduct.limit().map(RunBudget::new), stop, () -> services.runs().heartbeat(run, name))) {
        takeHostsBack(run);
        var result = work(run, prepared, journal, conduct, stop);
        return ending(gate, conduct).end(run, journal, result, time.since(started), Optional.empty());
      } catch (AssayException e) {
        var reason = stop.reason();
        if (reason.filter(Stop.Reason::forGood).isPresent()) {
          return ending(gate, conduct).end(run, journal, Optional.empty(), time.since(started), reason.map(Stop.Reason::exception));
        }
        return unfinished(run, reason.map(Stop.Reason::exception).orElse(e));
      }
    }
  }

  /** Try what is left of the plan; nothing when all was tried before and only the verdict was missing. */
  private Optional<ExecutionResult> work(RunId run, PreparedRun prepared, Journal journal, Conduct conduct, Stop stop) {
    var cases = services.runs().cases(run);
    var earlier = Earlier.of(services.runs(), run, Earlier.owedByLab(cases, prepared.plan().suite().labRetries()));
    announce(run, prepared, earlier);
    if (earlier.ended().size() == prepared.plan().cases().size()) {
      return Optional.empty();
    }
    var result = new Rounds(services, terminal, time, name, run, prepared, journal, conduct, stop).run(earlier);
    if (result.cancelled()) {
      throw new AssayException.Cancelled("running " + run + ": interrupted, its hosts are given back");
    }
    return Optional.of(result);
  }

  private Ending ending(GateStep gate, Conduct conduct) {
    return new Ending(services, terminal, format, gate, name, conduct);
  }

  /** Withdraw what an earlier controller of this run still asks for, then release what it left leased: its tokens are refused from now on. */
  private void takeHostsBack(RunId run) {
    services.inventory().withdrawAllFor(run.value());
    services.leases().live().stream()
        .filter(lease -> lease.claimant().purpose().equals(run.value()) && !lease.terms().standing())
        .forEach(services.leases()::release);
  }

  /** Say why, here and now: once the interruption is closed an interrupted process ends, with or without its last words. */
  private ExitCode unfinished(RunId run, AssayException reason) {
    letGo(run, reason);
    terminal.status("");
    terminal.progress("assay: running " + run + ": " + reason.getMessage());
    terminal.progress("next: assay resume " + run);
    return reason.exitCode();
  }

  /** Show the run as interrupted at once, unless the database is what failed: then its last heartbeat tells, a minute later. */
  private void letGo(RunId run, AssayException reason) {
    try {
      services.runs().leave(run, name);
    } catch (AssayException e) {
      reason.addSuppressed(e);
    }
  }

  private void announce(RunId run, PreparedRun prepared, EarlierProgress earlier) {
    terminal.progress(run + "  " + prepared.request().suite() + "  build " + prepared.build().id() + "  " + prepared.plan().cases().size() + " cases"
        + (earlier.ended().isEmpty() ? "" : ", " + earlier.ended().size() + " of them ended before")
        + "  lab " + prepared.lab().name() + " (" + prepared.lab().kind().name().toLowerCase(java.util.Locale.ROOT) + ", seed " + prepared.seed() + ")");
  }
}
