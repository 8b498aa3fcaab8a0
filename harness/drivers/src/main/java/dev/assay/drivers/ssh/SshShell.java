package dev.assay.drivers.ssh;

import com.jcraft.jsch.Session;
import dev.assay.core.AssayException;
import dev.assay.core.lab.Shell;
import dev.assay.core.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A shell on a host over SSH. One session serves all commands; after it was lost (a reboot, say) the next command opens
 * a new one, and the command that was running when it was lost fails and is not repeated.
 *
 * <p>Output beyond 4 MiB per stream is counted, not kept. Files beyond 256 MiB are refused.
 */
public final class SshShell implements Shell {

  private final SshConnector connector;
  private final Time time;
  private Session session;
  private boolean closed;

  private SshShell(SshConnector connector, Time time) {
    this.connector = connector;
    this.time = time;
    this.session = connector.connect();
  }

  /**
   * Log in.
   *
   * @param time the clock that limits of commands are measured by
   * @throws AssayException.Lab when nothing answers, the host key is another one, or the login is refused
   */
  public static SshShell connect(SshTarget target, SshLogin login, Time time) {
    return new SshShell(new SshConnector(target, login, Optional::empty), time);
  }

  /**
   * Log in to a guest that only its host can reach, through the host's session. The guest's key is not checked: the
   * guest was made a moment ago, and the way to it leads through a host whose key was.
   *
   * @param guestAddress {@code address[:port]}
   */
  public static SshShell through(SshShell host, String guestAddress, String user, String password) {
    var target = SshTarget.of(guestAddress, new SshTarget.HostKeyCheck.Any());
    var connector = new SshConnector(target, SshLogin.byPassword(user, password), () -> Optional.of(new JumpProxy(host.session())));
    return new SshShell(connector, host.time);
  }

  /** Find out whether the host still answers in this login: it is asked for a channel, in which no program is started. */
  public boolean answers() {
    var open = lastSession();
    return open.isConnected() && Channels.isGiven(open);
  }

  /** Tell whether the login is known to be lost. */
  public boolean isLost() {
    return !lastSession().isConnected();
  }

  private synchronized Session lastSession() {
    return session;
  }

  @Override
  public Result run(Duration limit, List<String> command) {
    var commandLine = PosixQuoting.commandLine(command);
    return new RemoteCommand(session(), where(), commandLine, time).run(limit);
  }

  @Override
  public byte[] read(String remotePath) {
    return new FileTransfer(session(), where()).read(remotePath);
  }

  @Override
  public void write(String remotePath, byte[] content) {
    new FileTransfer(session(), where()).write(remotePath, content);
  }

  @Override
  public synchronized void close() {
    closed = true;
    session.disconnect();
  }

  /** Log in anew where the login is known to be lost, as the next command would: that the host answers is found out now. */
  public void renew() {
    session();
  }

  private synchronized Session session() {
    if (closed) {
      throw new IllegalStateException("the shell on " + where() + " was closed");
    }
    if (!session.isConnected()) {
      session.disconnect();
      session = connector.connect();
    }
    return session;
  }

  private String where() {
    return connector.login().user() + "@" + connector.target();
  }
}
