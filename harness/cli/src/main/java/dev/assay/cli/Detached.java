package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Format;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.cli.output.Terminal;
import dev.assay.core.AssayException;
import dev.assay.core.ExitCode;
import dev.assay.core.time.SystemTime;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** This command line once more, in a process of its own that no terminal ends, with what it says in a file. */
record Detached(Process process, Path log) {

  /** A run says its name first. */
  private static final Pattern RUN = Pattern.compile("^(R-\\d+)  ", Pattern.MULTILINE);

  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  static Detached start(Workspace workspace, List<String> arguments) {
    var time = SystemTime.real();
    try {
      var logs = Files.createDirectories(workspace.data().resolve("detached"));
      var log = Files.createTempFile(logs, time.now().toString().replaceAll("[^0-9T]", "") + "-", ".log");
      // A session of its own: a Ctrl-C in this terminal, and its closing, do not reach it.
      var command = new ArrayList<>(List.of("setsid"));
      command.addAll(sameCommand(arguments));
      var process = new ProcessBuilder(command).redirectInput(new File("/dev/null")).redirectOutput(log.toFile()).redirectErrorStream(true).start();
      return new Detached(process, log);
    } catch (IOException e) {
      throw new AssayException.Usage("starting a process in the background: " + e.getMessage() + "; run it without --detach");
    }
  }

  private static List<String> sameCommand(List<String> arguments) {
    return OwnCommand.with(List.of(), arguments.stream()
        .filter(argument -> !argument.equals("--detach"))
        .map(argument -> argument.equals("submit") ? "run" : argument)
        .toList());
  }

  /** Wait until it says which run it drives, and tell that. */
  ExitCode answer(Format format, Terminal terminal) {
    var time = SystemTime.real();
    var run = run();
    while (run.isEmpty() && process.isAlive()) {
      terminal.status("starting in the background; it says in " + log + " what it does");
      time.sleep(LOOK_EVERY);
      run = run();
    }
    terminal.status("");
    if (run.isEmpty()) {
      said().lines().forEach(terminal::progress);
      return exitCode();
    }
    var rows = new Rows("run", "process", "log").add(run.get(), process.pid(), log.toString());
    Printer.print(new Answer(out -> {
      out.line(run().orElse("") + "  in the background, process " + process.pid() + "; what it says is in " + log);
      out.line("next: assay attach " + run().orElse(""));
    }, rows.asMaps(), rows), format, terminal);
    return ExitCode.OK;
  }

  private ExitCode exitCode() {
    int number = process.exitValue();
    return List.of(ExitCode.values()).stream().filter(code -> code.number() == number).findFirst().orElse(ExitCode.INTERNAL);
  }

  private Optional<String> run() {
    var matcher = RUN.matcher(said());
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private String said() {
    try {
      return Files.readString(log, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
