package dev.assay.testkit.lab;

import dev.assay.core.AssayException;
import dev.assay.core.lab.Shell;
import dev.assay.drivers.ssh.SshShell;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One login for all who need a shell of a host: a login costs an emulated machine seconds of its processor. Who closes a shell of it
 * leaves the login to others.
 */
final class KeptShell implements AutoCloseable {

  private final Supplier<SshShell> login;
  private final boolean renewed;
  private final Semaphore places = new Semaphore(SharedShell.PLACES, true);
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

  /** Who finds no place waits for one. */
  private final class Place extends SharedShell {

    private final SshShell login;

    Place(SshShell login) {
      this.login = login;
    }

    @Override
    <T> T inPlace(Function<Shell, T> work) {
      places.acquireUninterruptibly();
      try {
        return work.apply(login);
      } catch (AssayException.TimedOut e) {
        giveUp(login);
        throw e;
      } finally {
        places.release();
      }
    }
  }
}
