package dev.assay.simulator.guest;

import dev.assay.core.Bytes;
import dev.assay.simulator.performance.HostResources;
import dev.assay.simulator.performance.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One connection from a guest to another that is never idle: through the bridge of their host, or out of one host and into the other. */
final class TrafficStream {

  private static final int BATCHES = 40;
  private static final double FIRST = 4.0 * (1 << 20);

  private final SimulatedGuest from;
  private final SimulatedGuest to;
  private final Duration batchLength;
  private final List<HostResources.Pending> pending = new ArrayList<>();
  private double next = FIRST;
  private double carried;
  private int waitingFor;
  private Instant since;
  private boolean stopped;

  TrafficStream(SimulatedGuest from, SimulatedGuest to, Duration runtime) {
    this.from = from;
    this.to = to;
    this.batchLength = runtime.dividedBy(BATCHES);
    this.since = from.time().now();
  }

  void start() {
    since = from.time().now();
    pending.clear();
    var size = Bytes.of((long) next);
    if (from.resources() == to.resources()) {
      waitingFor = 1;
      pending.add(from.resources().begin(new Operation.GuestTraffic(size), this::carried));
    } else {
      waitingFor = 2;
      pending.add(from.resources().begin(new Operation.GuestStream(size, false), this::carried));
      pending.add(to.resources().begin(new Operation.GuestStream(size, true), this::carried));
    }
  }

  private void carried() {
    if (--waitingFor > 0) {
      return;
    }
    carried += next;
    double seconds = Math.max(1e-9, from.time().since(since).toNanos() / 1e9);
    next = Math.clamp(next / seconds * batchLength.toNanos() / 1e9, FIRST, next * 4);
    if (!stopped && from.answers() && to.answers()) {
      start();
    }
  }

  void stop() {
    stopped = true;
    pending.forEach(HostResources.Pending::stop);
  }

  /** Return the bytes that arrived. */
  double arrived() {
    return carried;
  }
}
