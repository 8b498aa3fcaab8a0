package dev.assay.simulator.performance;

import dev.assay.core.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Servers that all jobs share evenly, none getting more than one (egalitarian processor sharing): dom0's vCPUs, the
 * channels of a storage array, a network link.
 *
 * <p>Every job there receives service at the same rate, so one running total of service orders all their ends: a job
 * ends when the total has grown by its work. An arrival or end costs O(log n).
 */
final class Station {

  private static final double NANOS = 1e9;
  private static final double ROUNDING = 1e-9;

  private final VirtualTime time;
  private final PriorityQueue<Job> jobs = new PriorityQueue<>(Comparator.comparingDouble((Job job) -> job.end).thenComparingLong(job -> job.order));
  private final Meter busy;
  private double capacity;
  private double speed = 1;
  private double served;
  private double worked;
  private long order;
  private Instant seen;
  private @Nullable Runnable cancelTimer;
  private Instant due = Instant.MAX;

  Station(VirtualTime time, double capacity) {
    this.time = time;
    this.capacity = capacity;
    this.seen = time.now();
    this.busy = new Meter(time.now());
  }

  /** Ask for this many seconds of one server; calls back when they were had. */
  Job submit(double work, Runnable done) {
    advance();
    var job = new Job(served + Math.max(0, work), order++, done);
    jobs.add(job);
    reschedule();
    return job;
  }

  /** Take a job away, finished or not. */
  void withdraw(Job job) {
    if (job.ended) {
      return;
    }
    advance();
    job.ended = true;
    jobs.remove(job);
    reschedule();
  }

  void capacity(double servers) {
    advance();
    capacity = Math.max(ROUNDING, servers);
    reschedule();
  }

  /** Serve so much faster, or slower, than asked for. */
  void speed(double factor) {
    advance();
    speed = Math.max(ROUNDING, factor);
    reschedule();
  }

  double capacity() {
    return capacity;
  }

  int size() {
    return jobs.size();
  }

  /** Return how many servers were busy of late. */
  double busyOfLate() {
    advance();
    return busy.value(seen);
  }

  /** Return for how many seconds servers were busy since the start, all together. */
  double worked() {
    advance();
    return worked;
  }

  private double rate() {
    return jobs.isEmpty() ? 0 : speed * Math.min(1, capacity / jobs.size());
  }

  private void advance() {
    var now = time.now();
    busy.level(now, Math.min(capacity, jobs.size()));
    if (now.isAfter(seen)) {
      double seconds = Duration.between(seen, now).toNanos() / NANOS;
      served += rate() * seconds;
      worked += Math.min(capacity, jobs.size()) * seconds;
      seen = now;
    }
  }

  /** Keep a timer that fires no later than the next end; one that fires too early just looks again. */
  private void reschedule() {
    if (jobs.isEmpty()) {
      return;
    }
    double wait = Math.max(0, jobs.peek().end - served) / rate();
    var next = seen.plusNanos((long) Math.ceil(Math.min(wait * NANOS, 1e18)));
    if (cancelTimer != null && !due.isAfter(next)) {
      return;
    }
    if (cancelTimer != null) {
      cancelTimer.run();
    }
    due = next;
    cancelTimer = time.schedule(Duration.between(seen, next), this::fire);
  }

  private void fire() {
    cancelTimer = null;
    due = Instant.MAX;
    advance();
    var ended = new ArrayList<Job>();
    while (!jobs.isEmpty() && jobs.peek().end <= served + ROUNDING) {
      var job = jobs.poll();
      job.ended = true;
      ended.add(job);
    }
    busy.level(seen, Math.min(capacity, jobs.size()));
    ended.forEach(job -> job.done.run());
    reschedule();
  }

  /** Work at a station. */
  static final class Job {
    private final double end;
    private final long order;
    private final Runnable done;
    private boolean ended;

    private Job(double end, long order, Runnable done) {
      this.end = end;
      this.order = order;
      this.done = done;
    }
  }
}
