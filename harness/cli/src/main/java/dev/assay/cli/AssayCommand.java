package dev.assay.cli;

import dev.assay.cli.output.Format;
import dev.assay.cli.output.Terminal;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of the command line; it holds the options that every command has. */
@Command(
    name = "assay",
    description = "Tests a build of a virtualization host on lab hosts and says whether it may be promoted.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    sortOptions = false,
    usageHelpAutoWidth = true,
    subcommands = {
      RunCommand.class,
      ResumeCommand.class,
      CancelCommand.class,
      RerunCommand.class,
      StatusCommand.class,
      WatchCommand.class,
      LogsCommand.class,
      ReportCommand.class,
      ExportCommand.class,
      ImportCommand.class,
      ServeCommand.class,
      DemoCommand.class,
      GateCommand.class,
      TriageCommand.class,
      TestCommand.class,
      BisectCommand.class,
      RetriggerCommand.class,
      JenkinsCommand.class,
      KpiCommand.class,
      CompareCommand.class,
      HostsCommand.class,
      ReserveCommand.class,
      BorrowCommand.class,
      InstallCommand.class,
      ExtendCommand.class,
      ReleaseCommand.class,
      LeasesCommand.class,
      MlistCommand.class,
      MbrokenCommand.class,
      MfixedCommand.class,
      LabCommand.class,
      BenchCommand.class,
      DrillCommand.class,
      SuiteCommand.class,
      ScaleCommand.class,
      DatabaseCommand.class,
      DoctorCommand.class,
      CompletionCommand.class
    },
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0 pass or GO           5 NO-GO                      75 database unavailable",
      "  1 internal error       6 inconclusive or PENDING   124 time limit passed",
      "  2 wrong usage or file  7 the lab failed            130 interrupted",
      "  3 tests failed         8 no hosts to be had",
      "  4 nothing selected, or no data",
      "",
      "The launcher also knows: assay build (build only), assay test (the project's",
      "own tests)."
    })
final class AssayCommand implements Runnable {

  private final Main.TerminalFactory terminals;
  private @Nullable Terminal terminal;

  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Option(names = {"-o", "--output"}, scope = ScopeType.INHERIT, defaultValue = "table", paramLabel = "FORM",
      description = "How the answer is printed: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  Format format = Format.table;

  @Option(names = "--no-color", scope = ScopeType.INHERIT, description = "Print without colour; so does the variable NO_COLOR.")
  boolean noColour;

  @Option(names = "--no-input", scope = ScopeType.INHERIT, description = "Never ask anything; fail where an answer is needed.")
  boolean noInput;

  @Option(names = "--lab", scope = ScopeType.INHERIT, paramLabel = "FILE", defaultValue = "${env:ASSAY_LAB}",
      description = "The lab file, or a name: large for the simulated lab of 320 hosts that ships, xen for the one raised here (default: $ASSAY_LAB, else the simulated example lab that ships).")
  @Nullable Path lab;

  @Option(names = "--db-url", scope = ScopeType.INHERIT, paramLabel = "URL", defaultValue = "${env:ASSAY_DB_URL}",
      description = "A PostgreSQL to use, as jdbc:postgresql://host/name; its password is read from $ASSAY_DB_PASSWORD"
          + " (default: $ASSAY_DB_URL, else the embedded server).")
  @Nullable String databaseUrl;

  @Option(names = "--db-user", scope = ScopeType.INHERIT, paramLabel = "USER", defaultValue = "${env:ASSAY_DB_USER}",
      description = "The user for --db-url (default: $ASSAY_DB_USER, else who you are).")
  @Nullable String databaseUser;

  @Option(names = "--data-dir", scope = ScopeType.INHERIT, paramLabel = "FOLDER", defaultValue = "${env:ASSAY_DATA}",
      description = "Where reports, logs and the embedded database are kept (default: $ASSAY_DATA, else a folder of the user's).")
  @Nullable Path dataFolder;

  AssayCommand(Main.TerminalFactory terminals) {
    this.terminals = terminals;
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Say what to do; to begin with: assay run bvt");
  }

  Terminal terminal() {
    var made = terminal;
    if (made == null) {
      made = terminals.make(noColour);
      terminal = made;
    }
    return made;
  }

  /** Whether the answer's form was said, rather than left to its default. */
  boolean formatIsGiven() {
    for (var parsed = spec.commandLine().getParseResult(); parsed != null; parsed = parsed.subcommand()) {
      if (parsed.hasMatchedOption("--output")) {
        return true;
      }
    }
    return false;
  }

  Workspace workspace() {
    return Services.LENT.isBound() ? Services.LENT.get().workspace() : Workspace.of(dataFolder, lab, databaseUrl, databaseUser);
  }
}
