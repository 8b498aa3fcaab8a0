package dev.assay.cli.run;

import dev.assay.core.AssayException;
import dev.assay.core.RunId;
import dev.assay.core.time.Time;
import dev.assay.inventory.Lease;
import dev.assay.inventory.Leases;
import dev.assay.store.Runs;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Keeps a run and its lease alive while its controller lives.
 *
 * <p>A lost lease is told once to whoever must stop. A database that does not answer is ridden out as long as the lease
 * itself would last: only then are the hosts no longer ours.
 */
final class Heartbeat implements AutoCloseable {

  static final Duration EVERY = Duration.ofSeconds(15);

  private final Time time;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final Time.Signal end;
  private final Time.Fork<Void> fork;
  private volatile Lease lease;

  /** Begin beating; {@code lost} and {@code evicted} are called from the heart's own thread, each once at most. */
  Heartbeat(Time time, Leases leases, Runs runs, RunId run, Lease first, Consumer<AssayException> lost, Consumer<Lease.Notice> evicted) {
    this.time = time;
    this.lease = first;
    this.end = time.signal();
    this.fork = time.fork("heartbeat-" + run, () -> {
      beat(leases, runs, run, lost, evicted);
      return null;
    });
  }

  private void beat(Leases leases, Runs runs, RunId run, Consumer<AssayException> lost, Consumer<Lease.Notice> evicted) {
    boolean told = false;
    var answered = time.now();
    var length = Duration.between(lease.granted(), lease.expires());
    while (!end.await(ended::get, EVERY)) {
      try {
        lease = leases.heartbeat(lease);
        runs.heartbeat(run, lease.claimant().controller());
        answered = time.now();
        if (!told && lease.notice().isPresent()) {
          told = true;
          evicted.accept(lease.notice().get());
        }
      } catch (AssayException.Unavailable e) {
        if (time.since(answered).compareTo(length) > 0) {
          lost.accept(e);
          return;
        }
      } catch (AssayException e) {
        lost.accept(e);
        return;
      }
    }
  }

  Lease lease() {
    return lease;
  }

  /** Stop beating; waits for the beat under way, so that none comes after the lease is given back. */
  @Override
  public void close() {
    ended.set(true);
    end.raise();
    fork.join();
  }
}
