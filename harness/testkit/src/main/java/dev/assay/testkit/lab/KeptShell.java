package dev.assay.testkit.lab;

import dev.assay.core.AssayException;
import dev.assay.core.lab.Shell;
import dev.assay.drivers.ssh.SshShell;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * One login for all who need a shell of a host: a login costs an emulated machine seconds of its processor. Who closes a shell of it
 * leaves the login to others.
 */
final class KeptShell implements AutoCloseable {

  /** Servers usually allow ten programs at a time in one login; some places are left for file transfers. */
  private static final int AT_A_TIME = 7;

  private final Supplier<SshShell> login;
  private final boolean renewed;
  private final Semaphore places = new Semaphore(AT_A_TIME, true);
  private Optional<SshShell> session = Optional.empty();

  /**
   * Keep a login, made at its first use.
   *
   * @param renewed whether one that a program got no answer through is given up: a guest may have been away, and what was on its way
   *     to it then comes late
   */
  KeptShell(Supplier<SshShell> login, boolean renewed) {
    this.login = login;
    this.renewed = renewed;
  }

  /** Return the login itself, for ways that lead through the host; one that is known to be lost is made anew, as far as the host answers. */
  synchronized SshShell session() {
    var open = session.orElseGet(login);
    session = Optional.of(open);
    open.renew();
    return open;
  }

  Shell shell() {
    return new Place(session());
  }

  /** Make a new login for whoever comes next. */
  private synchronized void giveUp(SshShell silent) {
    if (renewed && session.filter(open -> open == silent).isPresent()) {
      session = Optional.empty();
      silent.close();
    }
  }

  @Override
  public synchronized void close() {
    session.ifPresent(SshShell::close);
    session = Optional.empty();
  }

  private final class Place implements Shell {

    private final SshShell login;

    Place(SshShell login) {
      this.login = login;
    }

    @Override
    public Result run(Duration limit, List<String> command) {
      places.acquireUninterruptibly();
      try {
        return login.run(limit, command);
      } catch (AssayException.TimedOut e) {
        giveUp(login);
        throw e;
      } finally {
        places.release();
      }
    }

    @Override
    public byte[] read(String remotePath) {
      places.acquireUninterruptibly();
      try {
        return login.read(remotePath);
      } finally {
        places.release();
      }
    }

    @Override
    public void write(String remotePath, byte[] content) {
      places.acquireUninterruptibly();
      try {
        login.write(remotePath, content);
      } finally {
        places.release();
      }
    }

    @Override
    public void close() {}
  }
}
