package dev.assay.cli;

import dev.assay.cli.run.RunController;
import dev.assay.core.AssayException;
import dev.assay.store.RunRecord;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "resume", description = "Finish an interrupted run: completed cases stay, the others are tried.")
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

  @Mixin
  GateOptions gate = new GateOptions();

  @Override
  public Integer call() {
    try (var services = Services.open(root.workspace())) {
      var record = run == null ? onlyInterrupted(services) : ChosenRun.of(services.runs(), run);
      check(record);
      var controller = new RunController(services, root.terminal(), root.format, gate.policyFor(record.header().suite().value()));
      return controller.resume(record, Duration.ofMinutes(Math.max(0, waitMinutes))).number();
    }
  }

  private void check(RunRecord record) {
    switch (record.state()) {
      case INTERRUPTED -> {}
      case DONE -> throw new AssayException.Nothing("resuming run " + record.id() + ": it has ended, "
          + record.verdict().map(Enum::name).orElse("") + "; see 'assay logs " + record.id() + "'");
      case RUNNING -> {
        if (!takeOver) {
          throw new AssayException.Usage("resuming run " + record.id() + ": its controller " + record.header().controller()
              + " was alive within the last minute; wait a minute if it was killed, or take it over with --take-over");
        }
      }
    }
  }

  private RunRecord onlyInterrupted(Services services) {
    var interrupted = services.runs().latest(LOOK_BACK).stream().filter(record -> record.state() == RunRecord.State.INTERRUPTED).toList();
    return switch (interrupted.size()) {
      case 0 -> throw new AssayException.Nothing("looking for an interrupted run: there is none; one that was killed within the last minute"
          + " still counts as running, name it with --take-over");
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
