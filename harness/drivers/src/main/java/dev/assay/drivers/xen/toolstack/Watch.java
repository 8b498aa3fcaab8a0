package dev.assay.drivers.xen.toolstack;

import dev.assay.core.time.Time;
import dev.assay.drivers.xen.Domain;
import dev.assay.drivers.xen.Sighting;
import dev.assay.drivers.xen.Xl;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Looks at the hypervisor for all who ask: one look serves whoever asks soon after it, unless something was done since. A look costs
 * the control domain a process for each domain that is not ready, and in a storm fifty ask at once. Where a look takes long it serves
 * longer, so that an emulated host has time for something else.
 */
final class Watch {

  private static final Duration FRESH = Duration.ofSeconds(2);
  /** For how many times as long as it took a look serves. */
  private static final int SERVES = 3;

  private final Xl xl;
  private final Time time;
  private final ReentrantLock looking = new ReentrantLock();
  /** The domain in which a guest was seen ready, by the VM's identity. */
  private final Map<String, Integer> ready = new LinkedHashMap<>();
  private volatile Look last = new Look(-1, Instant.EPOCH, Duration.ZERO, new Sighting("", List.of(), List.of()));
  private volatile long doings;

  /**
   * One look.
   *
   * @param after how many things had been done when it began
   */
  private record Look(long after, Instant ended, Duration took, Sighting sighting) {
    boolean serves(long doings, Instant now) {
      var serves = took.multipliedBy(SERVES);
      return after == doings && Duration.between(ended, now).compareTo(serves.compareTo(FRESH) > 0 ? serves : FRESH) < 0;
    }
  }

  Watch(Xl xl, Time time) {
    this.xl = xl;
    this.time = time;
  }

  /** Say that something was done: what was seen before is no longer to be trusted. */
  void stale() {
    looking.lock();
    try {
      doings++;
    } finally {
      looking.unlock();
    }
  }

  Optional<Domain> domain(String uuid) {
    return now().find(uuid);
  }

  /** Tell whether its guest has said that it is up, in the domain that it is in now. */
  boolean isReady(String uuid) {
    var domain = now().find(uuid);
    looking.lock();
    try {
      return domain.isPresent() && Integer.valueOf(domain.get().id()).equals(ready.get(uuid));
    } finally {
      looking.unlock();
    }
  }

  Sighting now() {
    looking.lock();
    try {
      if (!last.serves(doings, time.now())) {
        look();
      }
      return last.sighting;
    } finally {
      looking.unlock();
    }
  }

  private void look() {
    var began = time.now();
    long after = doings;
    var undecided = last.sighting.domains().stream().filter(domain -> !Integer.valueOf(domain.id()).equals(ready.get(domain.uuid()))).map(Domain::id).toList();
    var sighting = xl.look(undecided);
    ready.keySet().removeIf(uuid -> sighting.find(uuid).isEmpty());
    sighting.domains().stream().filter(domain -> sighting.ready().contains(domain.id())).forEach(domain -> ready.put(domain.uuid(), domain.id()));
    last = new Look(after, time.now(), time.since(began), sighting);
  }
}
