package dev.assay.cli;

import dev.assay.cli.drill.ControllersDrill;
import dev.assay.cli.drill.Fleet;
import dev.assay.cli.drill.KillDrill;
import dev.assay.core.AssayException;
import dev.assay.core.ExitCode;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "drill",
    description = "Prove on this machine that a run survives kill -9: kill the real process at random points of its life, resume what it"
        + " left, and reconcile what is stored. It uses a database of its own and throws it away.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay drill                     20 kills", "  assay drill --kills 200         what the project's own proof is made with",
      "  assay drill --controllers 4     servers that share a database, and too few hosts"
    })
final class DrillCommand implements Callable<Integer> {

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  AssayCommand root;

  @Option(names = "--kills", paramLabel = "N", description = "How often to kill (default: 20).")
  @Nullable Integer kills;

  @Option(names = "--controllers", paramLabel = "N",
      description = "Prove another thing instead: so many servers share a database; the one that plans is killed -9, the database restarted and killed,"
          + " one server stopped for two minutes and woken. About ten minutes.")
  @Nullable Integer controllers;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "What the instants of the kills come from (default: ${DEFAULT-VALUE}).")
  long seed = 1;

  @Option(names = "--only", paramLabel = "PATTERN", description = "Which cases of the BVT are run (default: power-state-refusal; with --controllers all).")
  @Nullable String only;

  @Override
  public Integer call() {
    if (controllers != null) {
      return severalControllers(controllers);
    }
    int times = kills == null ? 20 : kills;
    if (times < 1) {
      throw new AssayException.Usage("killing " + times + " times: at least 1 is needed");
    }
    try (var scratch = ScratchDatabase.in(root.workspace().data())) {
      try (var services = Services.open(Workspace.of(scratch.folder(), null, null, null))) {
        var drill = new KillDrill(services, scratch.folder(), List.of("bvt", "--only", only == null ? "power-state-refusal" : only), seed, root.terminal()::progress);
        try (var told = new ToldOnce(drill, scratch)) {
          return told.end(() -> drill.run(times)).number();
        }
      }
    }
  }

  private int severalControllers(int number) {
    if (number < 2 || number > 16 || kills != null) {
      throw new AssayException.Usage("drilling several controllers: --controllers is a number from 2 to 16, and --kills goes with one controller only");
    }
    try (var scratch = ScratchDatabase.in(root.workspace().data());
        var services = Services.open(Workspace.of(scratch.folder(), null, null, null));
        var fleet = new Fleet(scratch.folder())) {
      var hook = new Thread(() -> interrupted(fleet, scratch), "drill-servers");
      Runtime.getRuntime().addShutdownHook(hook);
      try {
        var result = new ControllersDrill(services, fleet, only == null ? List.of() : List.of(only), root.terminal()::progress).run(number);
        return DrillText.print(result, root.format, root.terminal()).number();
      } finally {
        remove(hook);
      }
    }
  }

  /** What a drill that is cut short had started goes with it, and its database. */
  private static void interrupted(Fleet fleet, ScratchDatabase scratch) {
    fleet.close();
    scratch.close();
  }

  private void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      root.terminal().status("");
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
        DrillText.print(drill.soFar(), true, root.format, root.terminal());
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
      return DrillText.print(result, false, root.format, root.terminal());
    }

    @Override
    public void close() {
      remove(hook);
    }
  }
}
