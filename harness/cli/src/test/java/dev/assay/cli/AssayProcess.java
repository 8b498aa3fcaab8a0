package dev.assay.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real command in a process of its own, with a data folder of the test's. */
record AssayProcess(Process process, Path out, Path err) {

  private static final int PATIENCE_SECONDS = 240;

  static AssayProcess start(Path data, String... arguments) {
    return start(data, Map.of(), arguments);
  }

  /** Start it with these variables in its environment. */
  static AssayProcess start(Path data, Map<String, String> variables, String... arguments) {
    try {
      var logs = Files.createDirectories(Path.of("target/processes"));
      var out = Files.createTempFile(logs, arguments[0] + "-", ".out");
      var err = Files.createTempFile(logs, arguments[0] + "-", ".err");
      var command = new ArrayList<String>(List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx2g", "--enable-native-access=ALL-UNNAMED",
          "-Dassay.home=" + System.getProperty("assay.root"), "-cp",
          System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), "dev.assay.cli.Main"));
      command.addAll(List.of(arguments));
      var builder = new ProcessBuilder(command).redirectInput(new File("/dev/null")).redirectOutput(out.toFile()).redirectError(err.toFile());
      builder.environment().put("ASSAY_DATA", data.toAbsolutePath().toString());
      builder.environment().remove("ASSAY_LAB");
      builder.environment().remove("ASSAY_DB_URL");
      builder.environment().remove("ASSAY_SERVER");
      builder.environment().putAll(variables);
      return new AssayProcess(builder.start(), out, err);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static AssayProcess run(Path data, String... arguments) {
    var process = start(data, arguments);
    process.exitCode();
    return process;
  }

  /** Wait for the end; a process that never ends is killed and fails the test. */
  int exitCode() {
    return exitCode(PATIENCE_SECONDS);
  }

  /** Wait for the end at most so long; for what is known to take minutes. */
  int exitCode(int patienceSeconds) {
    try {
      if (!process.waitFor(patienceSeconds, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("still running after " + patienceSeconds + " s; it said:\n" + errors());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Wait until a line of its progress contains this text. */
  void waitForProgress(String text) {
    for (int i = 0; i < PATIENCE_SECONDS * 20; i++) {
      if (errors().contains(text)) {
        return;
      }
      if (!process.isAlive()) {
        throw new AssertionError("ended with " + process.exitValue() + " before it said '" + text + "':\n" + errors() + answer());
      }
      try {
        TimeUnit.MILLISECONDS.sleep(50);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    throw new AssertionError("never said '" + text + "':\n" + errors());
  }

  /** Let it stand still, alive, until it is killed: nothing else keeps a fast run from ending meanwhile. */
  void stop() {
    try {
      if (new ProcessBuilder("sh", "-c", "kill -STOP " + process.pid()).inheritIO().start().waitFor() != 0) {
        throw new AssertionError("the process could not be stopped");
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  void killMinusNine() {
    process.destroyForcibly();
    exitCode();
  }

  String answer() {
    return read(out);
  }

  String errors() {
    return read(err);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
