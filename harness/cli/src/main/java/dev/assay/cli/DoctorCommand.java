package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.cli.output.Terminal;
import dev.assay.core.AssayException;
import dev.assay.core.ExitCode;
import dev.assay.core.FileTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(name = "doctor", description = "Check what Assay needs on this machine, and say what to do where something is amiss.")
final class DoctorCommand implements Callable<Integer> {

  private static final long LEAST_FREE_BYTES = 1L << 30;

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  AssayCommand root;

  /** One thing looked at; an amiss one is either fatal or only limits what can be done. */
  private record Finding(String what, State state, String seen) {}

  private enum State {
    OK,
    WARN,
    FAIL
  }

  @Override
  public Integer call() {
    var workspace = root.workspace();
    var findings = List.of(
        new Finding("java", State.OK, Runtime.version() + " at " + System.getProperty("java.home")),
        check("data folder", () -> writable(workspace.data())),
        check("disk space", () -> freeSpace(workspace.data())),
        check("lab file", () -> workspace.lab().hosts().size() + " hosts in " + workspace.labFile()),
        check("database", () -> database(workspace)),
        check("suites", () -> String.join(", ", SuiteCommand.names())),
        tool("ipmitool", "power over IPMI needs it; Debian package ipmitool"));
    var rows = new Rows("check", "state", "seen");
    findings.forEach(finding -> rows.add(finding.what(), finding.state().name(), finding.seen()));
    Printer.print(new Answer(terminal -> print(findings, terminal), rows.asMaps(), rows), root.format, root.terminal());
    return findings.stream().anyMatch(finding -> finding.state() == State.FAIL) ? ExitCode.USAGE.number() : ExitCode.OK.number();
  }

  private static void print(List<Finding> findings, Terminal terminal) {
    findings.forEach(finding -> terminal.line(
        terminal.paint(finding.state() == State.OK ? "ok" : finding.state().name()) + (finding.state() == State.OK ? "   " : " ")
            + String.format("%-12s %s", finding.what(), finding.seen())));
  }

  private static Finding check(String what, Supplier<String> look) {
    try {
      return new Finding(what, State.OK, look.get());
    } catch (AssayException e) {
      return new Finding(what, State.FAIL, String.valueOf(e.getMessage()));
    }
  }

  private static String database(Workspace workspace) {
    try (var services = Services.open(workspace)) {
      var runs = services.runs().latest(1);
      return services.database().describe() + (runs.isEmpty() ? ", no runs yet" : ", latest run " + runs.getFirst().id());
    }
  }

  private static String writable(Path folder) {
    try {
      Files.createDirectories(folder);
      var probe = Files.createTempFile(folder, ".doctor", "");
      Files.delete(probe);
      return folder.toString();
    } catch (IOException e) {
      throw new AssayException.Usage("writing to " + folder + ": " + FileTrouble.of(e) + "; choose another with --data-dir");
    }
  }

  private static String freeSpace(Path folder) {
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      if (free < LEAST_FREE_BYTES) {
        throw new AssayException.Usage("looking at the disk of " + folder + ": only " + free / (1 << 20) + " MiB free; runs need 1 GiB");
      }
      return free / (1 << 30) + " GiB free";
    } catch (IOException e) {
      throw new AssayException.Usage("looking at the disk of " + folder + ": " + e);
    }
  }

  private static Finding tool(String name, String use) {
    var folders = new ArrayList<>(List.of(System.getenv().getOrDefault("PATH", "").split(":")));
    folders.add("/usr/sbin");
    return folders.stream().map(folder -> Path.of(folder, name)).filter(Files::isExecutable).findFirst()
        .map(path -> new Finding(name, State.OK, path.toString()))
        .orElse(new Finding(name, State.WARN, "not installed; " + use));
  }
}
