package dev.assay.drivers.ssh;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import dev.assay.core.AssayException;
import dev.assay.core.lab.Shell;
import dev.assay.core.time.Time;
import dev.assay.drivers.Patience;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** One program run over a session, from its start to its end or to the limit. */
final class RemoteCommand {

  static final int OUTPUT_CAP = 4 << 20;
  /** So much of a command says which it is; a script may be long. */
  private static final int SHOWN = 120;
  /** What a shell reports for a program that a signal killed begins here; the signal's number is not on the wire. */
  private static final int KILLED = 128;

  private final Session session;
  private final String where;
  private final String commandLine;
  private final Time time;
  private final Time.Signal ended;
  private final AtomicBoolean closed = new AtomicBoolean();

  RemoteCommand(Session session, String where, String commandLine, Time time) {
    this.session = session;
    this.where = where;
    this.commandLine = commandLine;
    this.time = time;
    this.ended = time.signal();
  }

  Shell.Result run(Duration limit) {
    var output = new CappedOutput(OUTPUT_CAP, () -> {});
    // JSch closes the error stream when the channel closes, which is after it took down the exit status.
    var errors = new CappedOutput(OUTPUT_CAP, this::channelClosed);
    ChannelExec channel = null;
    try {
      channel = Channels.make(session, "exec", ChannelExec.class);
      channel.setCommand(commandLine);
      channel.setOutputStream(output);
      channel.setErrStream(errors);
      Channels.connect(channel);
      if (!ended.await(closed::get, Patience.atLeastForTheNetwork(time, limit))) {
        throw new AssayException.TimedOut(doing() + "it still runs after " + limit + "; it printed last: " + lastLine(output));
      }
      return result(channel, output, errors);
    } catch (JSchException e) {
      throw new AssayException.Lab(doing() + e.getMessage(), e);
    } finally {
      if (channel != null) {
        channel.disconnect();
      }
    }
  }

  private Shell.Result result(ChannelExec channel, CappedOutput output, CappedOutput errors) {
    if (channel.getExitStatus() >= 0) {
      return new Shell.Result(channel.getExitStatus(), output.text(), errors.text());
    }
    var signal = channel.getExitSignal();
    if (signal == null) {
      throw new AssayException.Lab(doing() + "the connection was lost before it ended; it printed last: " + lastLine(output));
    }
    return new Shell.Result(KILLED, output.text(), errors.text() + "\nkilled by signal " + signal);
  }

  private void channelClosed() {
    closed.set(true);
    ended.raise();
  }

  private String doing() {
    var line = commandLine.strip().replaceAll("\\s+", " ");
    var shown = line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line;
    return "running " + shown + " on " + where + ": ";
  }

  private static String lastLine(CappedOutput output) {
    var lines = output.text().strip().lines().toList();
    return lines.isEmpty() ? "nothing" : "'" + lines.getLast() + "'";
  }
}
