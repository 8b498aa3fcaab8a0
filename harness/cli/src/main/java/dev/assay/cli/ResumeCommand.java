package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.cli.run.Conduct;
import dev.assay.cli.run.Controllers;
import dev.assay.cli.run.GateStep;
import dev.assay.cli.run.RunController;
import dev.assay.core.AssayException;
import dev.assay.core.ExitCode;
import dev.assay.core.RunId;
import dev.assay.store.RunOrders;
import dev.assay.store.RunRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "resume", description = "Finish an interrupted run: completed cases stay, the others are tried. A run that pauses at a failure goes on.")
final class ResumeCommand implements Callable<Integer> {

  private static final int LOOK_BACK = 200;

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  AssayCommand root;

  @Parameters(arity = "0..1", paramLabel = "RUN", description = "The run (default: the only interrupted one).")
  @Nullable String run;

  @Option(names = "--wait", paramLabel = "MINUTES", defaultValue = "60", description = "How long to wait for hosts (default: ${DEFAULT-VALUE}).")
  int waitMinutes = 60;

  @Option(names = "--take-over", description = "Take the run from its controller even if that seems alive; it is refused from then on.")
  boolean takeOver;

  @Option(names = "--brief-reports", description = "Write no Allure report and no exports beside the page, the summary and JUnit.")
  boolean briefReports;

  @Mixin
  GateOptions gate = new GateOptions();

  @Override
  public Integer call() {
    var server = ServerClient.configured(root);
    if (server.isPresent()) {
      return new ServerRuns(server.get(), root).ask(named(), "go-on", Map.of()).number();
    }
    try (var services = Services.open(root.workspace())) {
      var record = run == null ? onlyInterrupted(services) : ChosenRun.of(services.runs(), run);
      if (services.orders().paused(record.id()).isPresent() && record.state() == RunRecord.State.RUNNING && !isDead(record)) {
        return goOn(services, record.id()).number();
      }
      check(record, services);
      var controller = new RunController(services, root.terminal(), root.format, gate.policyFor(GateStep.policyOf(record.header())));
      var conduct = Conduct.waiting(Duration.ofMinutes(Math.max(0, waitMinutes)));
      return controller.resume(record, briefReports ? conduct.withBriefReports() : conduct).number();
    }
  }

  private String named() {
    if (run == null) {
      throw new AssayException.Usage("letting a run go on: name it; the server resumes interrupted ones by itself");
    }
    return run;
  }

  private static boolean isDead(RunRecord record) {
    return Controllers.isKnownDead(record.header().controller());
  }

  private ExitCode goOn(Services services, RunId id) {
    services.orders().ask(id, RunOrders.Kind.GO_ON, System.getProperty("user.name"), "");
    Printer.print(Answer.of(new Rows("run", "asked").add(id.value(), "go on")), root.format, root.terminal());
    return ExitCode.OK;
  }

  private void check(RunRecord record, Services services) {
    switch (record.state()) {
      case INTERRUPTED -> {}
      case DONE -> {
        if (!services.orders().isFinished(record.id())) {
          if (!takeOver && Controllers.isKnownAlive(record.header().controller())) {
            throw new AssayException.Usage("resuming run " + record.id() + ": it has ended, and its controller " + record.header().controller()
                + " writes its reports now; wait for it, or take it over with --take-over");
          }
          return;
        }
        throw new AssayException.Nothing("resuming run " + record.id() + ": it has ended, "
          + record.verdict().map(Enum::name).orElse("") + "; see 'assay logs " + record.id() + "'");
      }
      case RUNNING -> {
        if (!takeOver && !isDead(record)) {
          throw new AssayException.Usage("resuming run " + record.id() + ": its controller " + record.header().controller()
              + " was alive within the last minute and may be so still; wait a minute if it was killed, or take it over with --take-over");
        }
      }
    }
  }

  private RunRecord onlyInterrupted(Services services) {
    var unreported = services.orders().unreported();
    var interrupted = services.runs().latest(LOOK_BACK).stream()
        .filter(record -> record.state() == RunRecord.State.INTERRUPTED || unreported.contains(record.id())
            || record.state() == RunRecord.State.RUNNING && isDead(record))
        .toList();
    return switch (interrupted.size()) {
      case 0 -> throw new AssayException.Nothing("looking for an interrupted run: there is none; one that was killed on another"
          + " machine within the last minute still counts as running, name it with --take-over");
      case 1 -> interrupted.getFirst();
      default -> ask(interrupted);
    };
  }

  private RunRecord ask(List<RunRecord> interrupted) {
    var names = String.join(", ", interrupted.stream().map(record -> record.id().value()).toList());
    if (root.noInput || !root.terminal().canAsk()) {
      throw new AssayException.Usage("choosing a run to resume: " + interrupted.size() + " are interrupted (" + names + "); name one");
    }
    var answer = root.terminal().ask("Resume which one? " + names + ": ");
    return ChosenRun.among(interrupted, answer);
  }
}
