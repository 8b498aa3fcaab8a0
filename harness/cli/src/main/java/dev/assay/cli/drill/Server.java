package dev.assay.cli.drill;

import dev.assay.cli.Workspace;
import dev.assay.core.AssayException;
import dev.assay.core.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One server of a fleet: a process of {@code assay serve} that drives runs. */
record Server(int number, Victim process) {

  private static final Duration AT_ONCE = Duration.ZERO;

  void kill() {
    process.killAfter(AT_ONCE);
  }

  /** Send it a signal. Every shell has kill built in; as a program of its own a small machine may lack it. */
  void signal(String name) {
    try {
      var kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.process().pid()).inheritIO().start();
      if (kill.waitFor() != 0) {
        throw new AssayException.Lab("sending " + name + " to " + this + ": kill ended with " + kill.exitValue());
      }
    } catch (IOException e) {
      throw new AssayException.Lab("sending " + name + " to " + this + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssayException.Cancelled("sending " + name + " to " + this + ": interrupted");
    }
  }

  /** Whether a controller's name, {@code host/process/time}, is this server's. */
  boolean isController(String name) {
    var parts = name.split("/");
    return parts.length == 3 && parts[1].equals(Long.toString(process.process().pid()));
  }

  /** Whether it has said how its driving of this run ended. */
  boolean hasLeft(RunId run) {
    return text().lines().anyMatch(line -> line.startsWith(run + "  ") && !line.endsWith("begins"));
  }

  /** Return the words by which it was told that the run is no longer its own. */
  Optional<String> refusalOf(RunId run, Workspace workspace) {
    try {
      return Files.readAllLines(workspace.reports(run).resolve("progress.log")).stream()
          .filter(line -> line.startsWith("assay: running " + run)).filter(line -> line.contains("stops here") || line.contains("the lease is lost")).findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  String text() {
    return process.text();
  }

  boolean isAlive() {
    return process.process().isAlive();
  }

  /** Ask it to end; return what is wrong with how it did. */
  List<String> end() {
    process.process().destroy();
    if (process.process().isAlive() && !process.endedWithin(Duration.ofMinutes(2))) {
      kill();
      return List.of(this + " did not end when it was asked to");
    }
    return List.of();
  }

  @Override
  public String toString() {
    return "server " + number;
  }
}
