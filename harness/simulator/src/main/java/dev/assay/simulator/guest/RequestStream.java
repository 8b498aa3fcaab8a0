package dev.assay.simulator.guest;

import dev.assay.core.Bytes;
import dev.assay.simulator.performance.HostResources;
import dev.assay.simulator.performance.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One request after another to a disk, until told to stop. Requests go to the model in batches that grow to a small part of the
 * run, so that a minute of a fast disk costs hundreds of events and not a million; latencies are those of batches.
 */
final class RequestStream {

  private static final int BATCHES = 40;

  private final SimulatedGuest guest;
  private final GuestState boot;
  private final Bytes block;
  private final boolean reading;
  private final Duration batchLength;
  private final List<Batch> into;
  private long next = 4;
  private Instant since;
  private HostResources.Pending pending = () -> {};
  private boolean stopped;

  /**
   * Requests that were served together.
   *
   * @param nanos how long each of them took
   */
  record Batch(boolean reading, long count, double nanos) {}

  RequestStream(SimulatedGuest guest, Bytes block, boolean reading, Duration runtime, List<Batch> into) {
    this.guest = guest;
    this.boot = guest.running("beginning requests");
    this.block = block;
    this.reading = reading;
    this.batchLength = runtime.dividedBy(BATCHES);
    this.into = into;
    this.since = guest.time().now();
  }

  void start() {
    since = guest.time().now();
    pending = guest.resources().begin(new Operation.GuestRequests(next, block, reading), this::served);
  }

  private void served() {
    double nanos = (double) guest.time().since(since).toNanos() / next;
    into.add(new Batch(reading, next, nanos));
    next = (long) Math.clamp(batchLength.toNanos() / Math.max(1, nanos), 1, next * 4.0);
    if (!stopped && guest.answers() && guest.running("going on with requests") == boot) {
      start();
    }
  }

  void stop() {
    stopped = true;
    pending.stop();
  }
}
