package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.cli.run.Controllers;
import dev.assay.cli.run.GateStep;
import dev.assay.cli.run.RunController;
import dev.assay.core.AssayException;
import dev.assay.core.ExitCode;
import dev.assay.core.Verdict;
import dev.assay.core.time.SystemTime;
import dev.assay.core.time.Time;
import dev.assay.store.RunOrders;
import dev.assay.store.RunRecord;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "cancel", description = "End a run for good, wherever it runs: its bench is tidied, its hosts are given back, what was tried is judged and reported.")
final class CancelCommand implements Callable<Integer> {

  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  AssayCommand root;

  @Parameters(paramLabel = "RUN", description = "The run.")
  String run = "";

  @Option(names = "--why", paramLabel = "TEXT", defaultValue = "", description = "Said in the run's reports.")
  String why = "";

  @Option(names = "--wait", paramLabel = "SECONDS", defaultValue = "120", description = "How long to wait for its controller to end it (default: ${DEFAULT-VALUE}).")
  int waitSeconds = 120;

  @Option(names = "--dry-run", description = "Say what would be done, and do nothing.")
  boolean dryRun;

  @Mixin
  GateOptions gate = new GateOptions();

  private final Time time = SystemTime.real();

  @Override
  public Integer call() {
    var server = ServerClient.configured(root);
    if (server.isPresent() && WatchCommand.isJob(run) && !dryRun) {
      server.get().post("jobs/" + run + "/cancel", Map.of());
      Printer.print(Answer.of(new Rows("job", "asked").add(run.toUpperCase(Locale.ROOT), "cancel")), root.format, root.terminal());
      return ExitCode.OK.number();
    }
    if (server.isPresent() && !dryRun) {
      return new ServerRuns(server.get(), root).ask(run, "cancel", Map.of("why", why)).number();
    }
    try (var services = Services.open(root.workspace())) {
      var record = ChosenRun.of(services.runs(), run);
      if (record.state() == RunRecord.State.DONE) {
        throw new AssayException.Nothing("cancelling run " + record.id() + ": it has ended, " + record.verdict().map(Enum::name).orElse("")
            + "; see 'assay logs " + record.id() + "'");
      }
      if (dryRun) {
        root.terminal().progress(isDriven(record) ? "would ask its controller " + record.header().controller() + " to end it" : "would close it here, for nobody drives it");
        return print(record).number();
      }
      services.orders().ask(record.id(), RunOrders.Kind.CANCEL, System.getProperty("user.name"), why);
      return print(ended(services, record)).number();
    }
  }

  private RunRecord ended(Services services, RunRecord first) {
    var deadline = time.now().plusSeconds(waitSeconds);
    var record = first;
    while (record.state() != RunRecord.State.DONE) {
      if (!isDriven(record)) {
        endHere(services, record);
      } else if (time.now().isAfter(deadline)) {
        throw new AssayException.TimedOut("cancelling run " + record.id() + ": its controller " + record.header().controller() + " has not ended it within "
            + waitSeconds + " s; the order stands, and whoever drives the run ends it; see 'assay watch " + record.id() + "'");
      } else {
        root.terminal().status(record.id() + "  waiting for " + record.header().controller());
        time.sleep(LOOK_EVERY);
      }
      record = ChosenRun.of(services.runs(), run);
    }
    root.terminal().status("");
    return record;
  }

  private static boolean isDriven(RunRecord record) {
    return record.state() == RunRecord.State.RUNNING && !Controllers.isKnownDead(record.header().controller());
  }

  private void endHere(Services services, RunRecord record) {
    var order = services.orders().cancellation(record.id()).orElseThrow();
    new RunController(services, root.terminal().withoutAnswers(), root.format, gate.policyFor(GateStep.policyOf(record.header()))).endCancelled(record, order);
  }

  private ExitCode print(RunRecord record) {
    Printer.print(Answer.of(new Rows("run", "state", "verdict", "passed", "planned").add(
        record.id().value(), record.state().name(), record.verdict().map(Verdict::name).orElse(""), record.counts().getOrDefault(Verdict.PASS, 0), record.planned())),
        root.format, root.terminal());
    return ExitCode.OK;
  }
}
