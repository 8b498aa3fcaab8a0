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
import dev.assay.core.run.Phase;
import dev.assay.core.time.SystemTime;
import dev.assay.core.time.Time;
import dev.assay.inventory.Claimant;
import dev.assay.inventory.Lease;
import dev.assay.store.RunRecord;
import dev.assay.testkit.execution.EarlierProgress;
import dev.assay.testkit.execution.Execution;
import dev.assay.testkit.execution.ExecutionOptions;
import dev.assay.testkit.execution.ExecutionResult;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

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
    Printer.print(Answer.of(rows), format, terminal);
    return ExitCode.OK;
  }

  /** Run it, print its summary, and return what the command ends with. */
  public ExitCode run(RunRequest request) {
    var prepared = PreparedRun.of(request, services.workspace());
    var decided = GateStep.of(services, policy);
    services.synced(prepared.lab());
    services.inventory().requirePossible(prepared.need(), prepared.lab().name());
    var run = services.runs().open(prepared.header(name), prepared.plan().cases());
    return carry(run, prepared, EarlierProgress.NONE, decided);
  }

  /** Finish an interrupted run; cases that ended are not tried again. */
  public ExitCode resume(RunRecord record, Duration waitLimit) {
    var request = RunRequest.ofStored(record.header(), waitLimit);
    var prepared = PreparedRun.of(request, services.workspace());
    prepared.mustBe(record);
    var decided = GateStep.of(services, policy);
    services.synced(prepared.lab());
    return carry(record.id(), prepared, null, decided);
  }

  private ExitCode carry(RunId run, PreparedRun prepared, @Nullable EarlierProgress fresh, GateStep gate) {
    var started = time.now();
    try (var interruption = new Interruption()) {
      var journal = services.runs().resume(run, name);
      ExecutionResult result;
      try {
        var earlier = fresh == null ? Earlier.of(services.runs(), run) : fresh;
        announce(run, prepared, earlier);
        result = onLeasedHosts(run, prepared, journal, earlier, interruption);
        if (result.cancelled()) {
          throw new AssayException.Cancelled("running " + run + ": interrupted, its hosts are given back");
        }
      } catch (AssayException e) {
        return unfinished(run, e);
      }
      return new Ending(services, terminal, format).end(run, prepared, journal, result, gate, time.since(started), name);
    }
  }

  /** Say why, here and now: once the interruption is closed an interrupted process ends, with or without its last words. */
  private ExitCode unfinished(RunId run, AssayException reason) {
    letGo(run, reason);
    terminal.status("");
    terminal.progress("assay: " + reason.getMessage());
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

  private ExecutionResult onLeasedHosts(RunId run, PreparedRun prepared, Journal journal, EarlierProgress earlier, Interruption interruption) {
    var need = prepared.need();
    journal.entered(Phase.RESERVE, need.describe());
    var lease = reserve(run, prepared, interruption);
    try {
      terminal.progress("reserve   " + lease.tokens().size() + (lease.tokens().size() == 1 ? " host  " : " hosts  ")
          + String.join(" ", lease.tokens().keySet().stream().map(Object::toString).toList()) + "  lease " + lease.id());
      var result = execute(run, prepared, journal, earlier, lease, interruption);
      services.leases().release(lease);
      return result;
    } catch (RuntimeException e) {
      releaseAfter(e, lease);
      throw e;
    }
  }

  /** Give the hosts back if the database allows it, or else they come free when the lease expires; what failed first is what is told. */
  private void releaseAfter(RuntimeException failure, Lease lease) {
    try {
      services.leases().release(lease);
    } catch (AssayException e) {
      failure.addSuppressed(e);
    }
  }

  private Lease reserve(RunId run, PreparedRun prepared, Interruption interruption) {
    var claimant = new Claimant(prepared.lab().name(), prepared.request().owner(), run.value(), name);
    return new Reserving(services.leases(), time, terminal::progress, interruption::isAsked)
        .reserve(prepared.need(), claimant, prepared.request().priority(), prepared.request().waitLimit());
  }

  private ExecutionResult execute(RunId run, PreparedRun prepared, Journal journal, EarlierProgress earlier, Lease lease, Interruption interruption) {
    var lost = new AtomicReference<Optional<AssayException>>(Optional.empty());
    var options = ExecutionOptions.seeded(prepared.seed()).withLanes(prepared.request().parallel()).resuming(earlier);
    try (var access = prepared.access()) {
      var execution = Execution.of(access, lease, services.leases(), prepared.plan(), journal, options);
      interruption.onAsked(execution::cancel);
      try (var _ = new Heartbeat(time, services.leases(), services.runs(), run, lease, reason -> {
        lost.set(Optional.of(reason));
        execution.cancel();
      })) {
        var result = execution.run(new RunProgress(terminal, time, prepared.plan().cases().size(), earlier.ended().size(),
            host -> services.leases().installed(host, lease.tokens().get(host), prepared.build().id())));
        lost.get().filter(_ -> result.cancelled()).ifPresent(reason -> {
          throw reason;
        });
        return result;
      } finally {
        terminal.status("");
        interruption.onAsked(() -> {});
      }
    }
  }
}
