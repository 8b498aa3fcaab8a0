package dev.assay.cli;

import dev.assay.cli.drill.KillDrill;
import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.cli.output.Terminal;
import dev.assay.core.AssayException;
import dev.assay.core.ExitCode;
import dev.assay.database.DatabaseSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "drill",
    description = "Prove on this machine that a run survives kill -9: kill the real process at random points of its life, resume what it"
        + " left, and reconcile what is stored. It uses a database of its own and throws it away.",
    footerHeading = "%nExamples:%n",
    footer = {"  assay drill                     20 kills", "  assay drill --kills 200         what the project's own proof is made with"})
final class DrillCommand implements Callable<Integer> {

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  AssayCommand root;

  @Option(names = "--kills", paramLabel = "N", defaultValue = "20", description = "How often to kill (default: ${DEFAULT-VALUE}).")
  int kills = 20;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "What the instants of the kills come from (default: ${DEFAULT-VALUE}).")
  long seed = 1;

  @Option(names = "--only", paramLabel = "PATTERN", defaultValue = "power-state-refusal", description = "Which cases of the BVT are run (default: ${DEFAULT-VALUE}).")
  String only = "power-state-refusal";

  @Override
  public Integer call() {
    if (kills < 1) {
      throw new AssayException.Usage("killing " + kills + " times: at least 1 is needed");
    }
    try (var scratch = ScratchDatabase.in(root.workspace().data())) {
      var workspace = Workspace.of(scratch.folder(), null, null, null);
      if (!(workspace.database() instanceof DatabaseSettings.Embedded)) {
        throw new IllegalStateException("a drill runs on a database of its own");
      }
      try (var services = Services.open(workspace)) {
        var drill = new KillDrill(services, scratch.folder(), List.of("bvt", "--only", only), seed, root.terminal()::progress);
        try (var told = new ToldOnce(drill, scratch)) {
          return told.end(() -> drill.run(kills)).number();
        }
      }
    }
  }

  /** Tells the totals at the end, or those so far when it is interrupted before. */
  private final class ToldOnce implements AutoCloseable {

    private final Thread hook;
    private boolean told;

    ToldOnce(KillDrill drill, ScratchDatabase scratch) {
      this.hook = new Thread(() -> interrupted(drill, scratch), "drill-totals");
      Runtime.getRuntime().addShutdownHook(hook);
    }

    /** A run that is cut short in the middle says nothing; it goes, and its database with it. */
    private synchronized void interrupted(KillDrill drill, ScratchDatabase scratch) {
      if (!told) {
        told = true;
        root.terminal().progress("interrupted; of the runs that were finished until then:");
        print(drill.soFar(), true);
        drill.abandon();
        scratch.close();
      }
    }

    /** Carry it to its end; what an interruption spoils on the way is no error of its own. */
    ExitCode end(Supplier<KillDrill.Result> drill) {
      KillDrill.Result result;
      try {
        result = drill.get();
      } catch (RuntimeException e) {
        if (isTold()) {
          return ExitCode.INTERRUPTED;
        }
        throw e;
      }
      return told(result);
    }

    private synchronized boolean isTold() {
      return told;
    }

    private synchronized ExitCode told(KillDrill.Result result) {
      if (told) {
        return ExitCode.INTERRUPTED;
      }
      told = true;
      return print(result, false);
    }

    @Override
    public void close() {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException shuttingDown) {
        root.terminal().status("");
      }
    }
  }

  private ExitCode print(KillDrill.Result result, boolean interrupted) {
    var rows = new Rows("killed in phase", "times");
    result.killsByPhase().forEach(rows::add);
    var json = new LinkedHashMap<String, Object>();
    json.put("interrupted", interrupted);
    json.put("kills", result.kills());
    json.put("runs", result.runs());
    json.put("wrong", result.wrong());
    json.put("killsByPhase", result.killsByPhase());
    Printer.print(new Answer(terminal -> tell(result, interrupted, terminal), json, rows), root.format, root.terminal());
    return result.wrong().isEmpty() ? ExitCode.OK : ExitCode.INTERNAL;
  }

  private static void tell(KillDrill.Result result, boolean interrupted, Terminal terminal) {
    terminal.line(terminal.paint(!result.wrong().isEmpty() ? "FAIL" : interrupted ? "INTERRUPTED" : "PASS") + "  killed -9 " + result.kills() + " times in " + result.runs()
        + " runs; " + (result.wrong().isEmpty() ? "every total adds up, no host is held" : "what does not add up:"));
    result.wrong().forEach(line -> terminal.line("  " + line));
    result.killsByPhase().forEach((phase, count) -> terminal.line(String.format("  %4d  %s", count, phase)));
  }
}
