package dev.assay.drivers.install;

import dev.assay.core.AssayException;
import dev.assay.core.HostId;
import dev.assay.core.lab.NetworkBoot;
import dev.assay.core.time.Await;
import dev.assay.core.time.Time;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Serves only while hosts are being installed, so that several runs can install hosts of one lab by its one port: the second waits until
 * the first has none that installs.
 */
public final class SharedNetworkBoot implements NetworkBoot, AutoCloseable {

  /** What another run may take for the hosts that it installs, each tried twice. */
  private static final Duration TURN = Duration.ofHours(4);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
  /** A run that begins takes the port for a moment, to see whether it can be had. */
  private static final int TRIES = 5;

  private final URI base;
  private final Supplier<Serving> open;
  private final Supplier<Holder> holder;
  private final Time time;
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<HostId> installing = new LinkedHashSet<>();
  private Optional<Serving> serving = Optional.empty();
  /** Whether another run had the ports at the last look. */
  private volatile boolean taken;
  /** What installers said is asked for after their files were withdrawn, too. */
  private volatile Optional<HttpNetworkBoot> last = Optional.empty();

  /** What is served on the lab's ports, until it is closed. */
  public interface Serving extends AutoCloseable {
    HttpNetworkBoot files();

    @Override
    void close();
  }

  /** Who answers on the lab's port. */
  public enum Holder {
    ANOTHER_RUN,
    NOBODY,
    STRANGER
  }

  /**
   * @param base how hosts reach it
   * @param open takes the ports; the lab's failure when it cannot
   * @param holder looks who has the port when it cannot be taken
   * @throws AssayException.Lab when the ports are taken by something that does not give them back
   */
  public SharedNetworkBoot(URI base, Supplier<Serving> open, Supplier<Holder> holder, Time time) {
    this.base = base;
    this.open = open;
    this.holder = holder;
    this.time = time;
    tryToOpen().ifPresent(Serving::close);
  }

  /** Open, or find that another run has the ports now. */
  private Optional<Serving> tryToOpen() {
    for (int tried = 1;; tried++) {
      var opened = tryOnce(tried);
      if (opened.isPresent() || taken) {
        return opened;
      }
      time.sleep(LOOK_EVERY);
    }
  }

  /** Open; empty where another run has the ports, or nobody has them and they cannot be had yet. */
  private Optional<Serving> tryOnce(int tried) {
    try {
      taken = false;
      return Optional.of(open.get());
    } catch (AssayException.Lab e) {
      var found = holder.get();
      taken = found == Holder.ANOTHER_RUN;
      if (found == Holder.STRANGER || !taken && tried >= TRIES) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /** Nobody waits for another run while he holds the lock: a lab whose time waits for its users would take who wants the lock to be at work. */
  @Override
  public void publish(HostId host, SequencedMap<String, byte[]> files) {
    var vain = new AtomicInteger();
    Await.on(time).until("another run gives back the port for installations at " + base, () -> published(host, files, vain))
        .every(LOOK_EVERY).atMost(TURN).orElseThrow(() -> new AssayException.Lab(
            "installing host " + host + ": another run has been serving installations at " + base + " for " + TURN.toHours() + " hours; see which with: assay leases"));
  }

  private boolean published(HostId host, SequencedMap<String, byte[]> files, AtomicInteger vain) {
    lock.lock();
    try {
      if (serving.isEmpty()) {
        serving = tryOnce(vain.incrementAndGet());
        if (taken) {
          vain.set(0);
        }
        last = serving.map(Serving::files).or(() -> last);
      }
      serving.ifPresent(opened -> {
        installing.add(host);
        opened.files().publish(host, files);
      });
      return serving.isPresent();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void withdraw(HostId host) {
    lock.lock();
    try {
      serving.ifPresent(open -> open.files().withdraw(host));
      installing.remove(host);
      if (installing.isEmpty()) {
        close();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<String> reports(HostId host) {
    return last.map(files -> files.reports(host)).orElse(List.of());
  }

  @Override
  public URI address(HostId host, String file) {
    return HttpNetworkBoot.address(base, host, file);
  }

  @Override
  public void close() {
    serving.ifPresent(Serving::close);
    serving = Optional.empty();
  }
}
