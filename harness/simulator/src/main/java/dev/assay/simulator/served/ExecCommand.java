package dev.assay.simulator.served;

import dev.assay.core.AssayException;
import dev.assay.core.lab.Shell;
import dev.assay.core.time.Time;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;

/** One command line, handed to the simulated machine's {@code sh}. Its standard input is empty. */
final class ExecCommand implements Command {

  private final Shell shell;
  private final String line;
  private final Inside inside;
  private OutputStream output = OutputStream.nullOutputStream();
  private OutputStream errors = OutputStream.nullOutputStream();
  private @Nullable ExitCallback exit;
  private volatile Inside.@Nullable Running running;
  private volatile boolean abandoned;

  ExecCommand(Shell shell, String line, Inside inside) {
    this.shell = shell;
    this.line = line;
    this.inside = inside;
  }

  @Override
  public void start(ChannelSession channel, Environment environment) {
    Thread.ofVirtual().name("ssh exec").start(() -> {
      running = inside.start("ssh exec", () -> run(channel));
      if (abandoned) {
        stop();
      }
    });
  }

  private void run(ChannelSession channel) {
    try {
      var result = shell.run(Time.FOREVER, List.of("sh", "-c", line));
      Thread.ofVirtual().name("ssh answer").start(() -> answer(channel, result));
    } catch (AssayException.Lab | AssayException.Cancelled e) {
      // The machine went away under the command: so does its connection, without an exit status.
      if (!abandoned) {
        channel.getSession().close(true);
      }
    }
  }

  /** Outside the lab's time, since a client that does not read would hold it up. */
  private void answer(ChannelSession channel, Shell.Result result) {
    try {
      output.write(result.output().getBytes(StandardCharsets.UTF_8));
      output.flush();
      errors.write(result.errors().getBytes(StandardCharsets.UTF_8));
      errors.flush();
      if (exit != null) {
        exit.onExit(result.status());
      }
    } catch (IOException e) {
      channel.getSession().close(true);
    }
  }

  /** The client closed the channel: the command is stopped, and the session with its other channels goes on. */
  @Override
  public void destroy(ChannelSession channel) {
    abandoned = true;
    stop();
  }

  private void stop() {
    var started = running;
    if (started != null) {
      started.stop();
    }
  }

  @Override
  public void setExitCallback(ExitCallback callback) {
    exit = callback;
  }

  @Override
  public void setInputStream(InputStream input) {}

  @Override
  public void setOutputStream(OutputStream stream) {
    output = stream;
  }

  @Override
  public void setErrorStream(OutputStream stream) {
    errors = stream;
  }
}
