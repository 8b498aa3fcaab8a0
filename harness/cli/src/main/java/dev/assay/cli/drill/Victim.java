package dev.assay.cli.drill;

import dev.assay.cli.OwnCommand;
import dev.assay.core.AssayException;
import dev.assay.core.time.SystemTime;
import dev.assay.core.time.Time;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One process of the real command, which may be killed. */
record Victim(Process process, Path said, String owner) {

  private static final Duration LOOK_EVERY = Duration.ofMillis(10);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /**
   * Start the command.
   *
   * @param flags of its Java process
   * @param owner for whom its run is, so that it can be found again
   */
  static Victim start(List<String> flags, Path data, String owner, List<String> arguments) {
    try {
      var said = Files.createTempFile(data, owner + "-", ".log");
      var all = new ArrayList<>(arguments);
      all.addAll(List.of("--data-dir", data.toString()));
      var builder = new ProcessBuilder(OwnCommand.startedBy(flags, List.of("user.name=" + owner), all))
          .redirectInput(new File("/dev/null")).redirectErrorStream(true).redirectOutput(said.toFile());
      List.of("ASSAY_LAB", "ASSAY_DB_URL", "ASSAY_SERVER").forEach(builder.environment()::remove);
      return new Victim(builder.start(), said, owner);
    } catch (IOException e) {
      throw new AssayException.Usage("starting a process to be killed: " + e.getMessage());
    }
  }

  /** A run says its name first, and that it is stored by then. */
  private boolean isUnderWay() {
    return text().lines().anyMatch(line -> line.startsWith("R-"));
  }

  /** Wait until its run is under way or it has ended. */
  void awaitRun() {
    Time time = SystemTime.real();
    var deadline = time.now().plus(PATIENCE);
    while (process.isAlive() && !isUnderWay() && time.now().isBefore(deadline)) {
      time.sleep(LOOK_EVERY);
    }
  }

  /** Kill it -9 after this long; return whether it still ran. */
  boolean killAfter(Duration delay) {
    if (endedWithin(delay)) {
      return false;
    }
    process.destroyForcibly();
    endedWithin(PATIENCE);
    return true;
  }

  /** Wait for its end and return its exit code. */
  int exitCode() {
    if (!endedWithin(PATIENCE)) {
      process.destroyForcibly();
      throw new AssayException.TimedOut("waiting for a process of " + owner + ": it still runs after " + PATIENCE + "; it said: " + text());
    }
    return process.exitValue();
  }

  boolean endedWithin(Duration limit) {
    Time time = SystemTime.real();
    var deadline = time.now().plus(limit);
    while (process.isAlive()) {
      if (!time.now().isBefore(deadline)) {
        return false;
      }
      time.sleep(LOOK_EVERY);
    }
    return true;
  }

  String text() {
    try {
      return Files.readString(said, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "(cannot be read: " + e.getMessage() + ")";
    }
  }
}
