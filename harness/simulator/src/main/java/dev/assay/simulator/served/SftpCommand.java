package dev.assay.simulator.served;

import dev.assay.core.lab.Shell;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;

/** The SFTP subsystem of a simulated machine: reads messages until the client is done. */
final class SftpCommand implements Command {

  private final SftpFiles files;
  private InputStream input = InputStream.nullInputStream();
  private OutputStream output = OutputStream.nullOutputStream();
  private @Nullable ExitCallback exit;

  SftpCommand(Shell shell, Inside inside) {
    this.files = new SftpFiles(shell, inside);
  }

  @Override
  public void start(ChannelSession channel, Environment environment) {
    Thread.ofVirtual().name("sftp").start(() -> serve(channel));
  }

  private void serve(ChannelSession channel) {
    try {
      var messages = new DataInputStream(input);
      for (var message = SftpMessage.read(messages); message.isPresent(); message = SftpMessage.read(messages)) {
        files.answer(message.get()).writeTo(output);
      }
      if (exit != null) {
        exit.onExit(0);
      }
    } catch (IOException | dev.assay.core.AssayException.Lab | dev.assay.core.AssayException.Cancelled e) {
      // The client or the machine went away; either way the connection is over.
      channel.getSession().close(true);
    }
  }

  @Override
  public void destroy(ChannelSession channel) {}

  @Override
  public void setExitCallback(ExitCallback callback) {
    exit = callback;
  }

  @Override
  public void setInputStream(InputStream stream) {
    input = stream;
  }

  @Override
  public void setOutputStream(OutputStream stream) {
    output = stream;
  }

  @Override
  public void setErrorStream(OutputStream stream) {}
}
