package dev.assay.testkit.lab;

import dev.assay.core.lab.Shell;
import dev.assay.core.time.Time;
import dev.assay.drivers.ssh.SshShell;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * One login to a host for all who need a shell of it or go through it to a guest: most of a login is arithmetic, on both sides. Before it
 * is given to somebody the host is asked whether it still answers there: so one that is down is found out, and one that restarted is logged
 * in to anew. A host that is held against another key since is too.
 */
final class HostLogin implements AutoCloseable {

  private final Supplier<Optional<String>> hostKey;
  private final Supplier<SshShell> login;
  private final Time.Signal free;
  private final AtomicBoolean asking = new AtomicBoolean();
  private final Semaphore places = new Semaphore(SharedShell.PLACES);
  private volatile Optional<Kept> kept = Optional.empty();

  private record Kept(SshShell shell, Optional<String> hostKey) {}

  /**
   * Keep a login, made at its first use.
   *
   * @param hostKey the key that the host is held against now
   * @param time the clock by which users wait for one another
   */
  HostLogin(Supplier<Optional<String>> hostKey, Supplier<SshShell> login, Time time) {
    this.hostKey = hostKey;
    this.login = login;
    this.free = time.signal();
  }

  /** Return a shell whose host has just answered; closing it leaves the login to others. */
  Shell shell() {
    return answering().<Shell>map(Place::new).orElseGet(login);
  }

  /** Log in to what only the host can reach. */
  Shell through(UnaryOperator<SshShell> further) {
    var way = answering();
    if (way.isPresent()) {
      return further.apply(way.get());
    }
    var own = login.get();
    try {
      return new ThroughHost(further.apply(own), own);
    } catch (RuntimeException e) {
      own.close();
      throw e;
    }
  }

  /** Return the login when the host answers in it, a new one where it was lost; nothing when the host is silent in one that others use. */
  private Optional<SshShell> answering() {
    free.await(() -> asking.compareAndSet(false, true), Time.FOREVER);
    try {
      var shell = current().shell();
      if (shell.answers()) {
        return Optional.of(shell);
      }
      if (!shell.isLost()) {
        return Optional.empty();
      }
      shell.renew();
      return Optional.of(shell);
    } finally {
      asking.set(false);
      free.raise();
    }
  }

  private Kept current() {
    var key = hostKey.get();
    var current = kept.filter(known -> known.hostKey().equals(key)).orElseGet(() -> {
      close();
      return new Kept(login.get(), key);
    });
    kept = Optional.of(current);
    return current;
  }

  @Override
  public void close() {
    kept.ifPresent(known -> known.shell().close());
    kept = Optional.empty();
  }

  /** Who finds no place logs in for himself. */
  private final class Place extends SharedShell {

    private final SshShell shared;

    Place(SshShell shared) {
      this.shared = shared;
    }

    @Override
    <T> T inPlace(Function<Shell, T> work) {
      if (!places.tryAcquire()) {
        try (var own = login.get()) {
          return work.apply(own);
        }
      }
      try {
        return work.apply(shared);
      } finally {
        places.release();
      }
    }
  }
}
