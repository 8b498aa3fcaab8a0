package dev.assay.cli.xenlab;

import dev.assay.core.AssayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A program run for the lab, marked as one of its processes.
 *
 * @param variables of its environment, besides ours
 */
record Program(LabFolder lab, List<String> command, Map<String, String> variables) {

  Program(LabFolder lab, String... command) {
    this(lab, List.of(command), Map.of());
  }

  /** Run it, hand on each line that it prints, and return its exit status. */
  int run(Consumer<String> line) {
    try {
      var process = builder().redirectErrorStream(true).start();
      process.getOutputStream().close();
      try (var lines = process.inputReader()) {
        for (var text = lines.readLine(); text != null; text = lines.readLine()) {
          line.accept(text);
        }
      } catch (IOException | RuntimeException e) {
        // Whoever cannot hear it out leaves nothing of it at work.
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw e;
      }
      return process.waitFor();
    } catch (IOException e) {
      throw cannotRun(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssayException.Cancelled("running " + command.getFirst() + ": interrupted");
    }
  }

  /** Run it to its good end. */
  void succeed(String doing) {
    var said = new StringBuilder();
    int status = run(text -> said.append(text).append('\n'));
    if (status != 0) {
      throw new AssayException.Lab(doing + ": " + command.getFirst() + " ended with status " + status + ": " + said.toString().strip());
    }
  }

  /** Start it in a session of its own, so that it outlives this process and its terminal. */
  void start(Path log) {
    try {
      var detached = new ProcessBuilder();
      detached.command().add("setsid");
      detached.command().add("--fork");
      detached.command().addAll(command);
      detached.environment().putAll(builder().environment());
      Files.createDirectories(log.getParent());
      detached.redirectInput(Path.of("/dev/null").toFile()).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
    } catch (IOException e) {
      throw cannotRun(e);
    }
  }

  private ProcessBuilder builder() {
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(variables);
    builder.environment().put(LabProcesses.MARK, lab.root().toString());
    return builder;
  }

  private AssayException cannotRun(IOException e) {
    return new AssayException.Lab("running " + command.getFirst() + " for the lab in " + lab.root() + ": " + e.getMessage(), e);
  }
}
