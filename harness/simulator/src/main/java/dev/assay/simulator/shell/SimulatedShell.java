package dev.assay.simulator.shell;

import dev.assay.core.AssayException;
import dev.assay.core.lab.Shell;
import dev.assay.core.time.Time;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A login on a simulated system, as long as the system's boot lasts. */
public final class SimulatedShell implements Shell {

  private final String system;
  private final Time time;
  private final Interpreter interpreter;
  private final Files files;
  private final Sessions sessions;
  private boolean closed;

  public SimulatedShell(String system, Time time, Interpreter interpreter, Files files, Sessions sessions) {
    this.system = system;
    this.time = time;
    this.interpreter = interpreter;
    this.files = files;
    this.sessions = sessions;
  }

  @Override
  public Result run(Duration limit, List<String> command) {
    var doing = "running '" + String.join(" ", command) + "' on " + system;
    requireOpen(doing);
    var fork = time.fork(doing, () -> {
      sessions.awaitRelease();
      return interpreter.run(command);
    });
    sessions.add(fork);
    boolean ended = fork.endedWithin(limit);
    sessions.remove(fork);
    requireOpen(doing);
    if (!ended) {
      fork.cancel();
      throw new AssayException.TimedOut(doing + ": still runs after " + limit.toString().substring(2).toLowerCase(java.util.Locale.ROOT));
    }
    var end = fork.join();
    return new Result(end.status(), text(end.output()), text(end.errors()));
  }

  @Override
  public byte[] read(String remotePath) {
    requireOpen("reading " + remotePath + " of " + system);
    try {
      return files.read(remotePath);
    } catch (CommandFailed e) {
      throw new AssayException.Product("reading a file of " + system + ": " + e.text(), e);
    }
  }

  @Override
  public void write(String remotePath, byte[] content) {
    requireOpen("writing " + remotePath + " of " + system);
    try {
      files.replace(remotePath, content);
    } catch (CommandFailed e) {
      throw new AssayException.Product("writing a file of " + system + ": " + e.text(), e);
    }
  }

  @Override
  public void close() {
    closed = true;
  }

  /** Tell whether the boot that this login was made in still lasts, and nobody closed it. */
  public boolean isOpen() {
    return !closed && sessions.isOpen();
  }

  private void requireOpen(String doing) {
    if (!isOpen()) {
      throw new AssayException.Lab(doing + ": the connection is closed; see the serial console for why, then log in again");
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
