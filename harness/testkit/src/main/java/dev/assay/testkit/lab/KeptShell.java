package dev.assay.testkit.lab;

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
  private final Semaphore places = new Semaphore(AT_A_TIME, true);
  private Optional<SshShell> session = Optional.empty();

  KeptShell(Supplier<SshShell> login) {
    this.login = login;
  }

  /** Return the login itself, for ways that lead through the host. */
  synchronized SshShell session() {
    var open = session.orElseGet(login);
    session = Optional.of(open);
    return open;
  }

  Shell shell() {
    return new Place(session());
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
