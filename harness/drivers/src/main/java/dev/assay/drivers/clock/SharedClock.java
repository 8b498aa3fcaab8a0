package dev.assay.drivers.clock;

import dev.assay.core.AssayException;
import dev.assay.core.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The clock of a served simulated lab, shared with it: the lab's time stands while a fork works here and jumps when all forks wait, be it for
 * time or for the lab's answers. So a run takes as long as its work, and a busy machine makes nothing late.
 *
 * <p>The lab knows how many forks work. One that waits for another fork here is taken off; one that sleeps or calls the lab is known to wait
 * there. Whoever wakes a fork has it counted again before going on.
 */
public final class SharedClock implements Time, AutoCloseable {

  private final ClockLine line;
  private final Set<Thread> forks = ConcurrentHashMap.newKeySet();
  private final Map<Thread, Waiter> waiting = new ConcurrentHashMap<>();

  private SharedClock(ClockLine line) {
    this.line = line;
  }

  /**
   * Go by the clock at this address, {@code host:port}.
   *
   * @throws AssayException.Lab when nobody listens there
   */
  public static SharedClock at(String address) {
    return new SharedClock(new ClockLine(address));
  }

  /** Return the clock for those who wait for the lab's own doing: while they do they count as at work, as their request does inside the lab. */
  public Time forDrivers() {
    return new ForDrivers();
  }

  @Override
  public Instant now() {
    return line.answer("now");
  }

  @Override
  public void sleep(Duration duration) {
    var nap = new Waiter(line);
    try {
      await(nap, Waiter.Kind.OWN, duration);
    } finally {
      nap.end();
    }
    nap.rethrow();
  }

  /** Wait until somebody or the time ends this; whoever cancels the fork ends it too. */
  void await(Waiter waiter, Waiter.Kind kind, Duration limit) {
    var thread = Thread.currentThread();
    waiting.put(thread, waiter);
    try {
      waiter.begin(kind, forks.contains(thread), limit);
      waiter.await();
    } catch (InterruptedException e) {
      throw cancelled();
    } finally {
      waiting.remove(thread);
    }
  }

  @Override
  public <T> Fork<T> fork(String name, Callable<T> body) {
    line.answer("work 1");
    return new SharedFork<>(name, body);
  }

  @Override
  public Signal signal() {
    return new SharedSignal(this, Waiter.Kind.OWN);
  }

  @Override
  public void close() {
    line.close();
  }

  ClockLine line() {
    return line;
  }

  static long nanos(Duration duration) {
    return duration.compareTo(FOREVER) >= 0 ? FOREVER.toNanos() : Math.max(0, duration.toNanos());
  }

  static AssayException.Cancelled cancelled() {
    Thread.currentThread().interrupt();
    return new AssayException.Cancelled("waiting: cancelled");
  }

  private final class SharedFork<T> implements Fork<T> {

    private final Signal ended = signal();
    private final Thread thread;
    private volatile boolean done;
    private Callable<T> result = () -> {
      throw new IllegalStateException("looking at what a fork that has not ended returned");
    };

    SharedFork(String name, Callable<T> body) {
      this.thread = Thread.ofVirtual().name(name).unstarted(() -> run(body));
      forks.add(thread);
      thread.start();
    }

    private void run(Callable<T> body) {
      try {
        var value = body.call();
        result = () -> value;
      } catch (Throwable e) {
        result = () -> {
          switch (e) {
            case Error error -> throw error;
            case Exception exception -> throw exception;
            default -> throw new IllegalStateException(e);
          }
        };
      }
      done = true;
      ended.raise();
      forks.remove(Thread.currentThread());
      line.ask("work -1");
    }

    @Override
    public T join() {
      endedWithin(FOREVER);
      try {
        return result.call();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public boolean endedWithin(Duration limit) {
      return ended.await(() -> done, limit);
    }

    @Override
    public void cancel() {
      thread.interrupt();
      var waiter = waiting.get(thread);
      if (waiter != null) {
        waiter.end();
      }
    }

    @Override
    public boolean isDone() {
      return done;
    }
  }

  private final class ForDrivers implements Time {

    @Override
    public Instant now() {
      return SharedClock.this.now();
    }

    @Override
    public void sleep(Duration duration) {
      SharedClock.this.sleep(duration);
    }

    @Override
    public <T> Fork<T> fork(String name, Callable<T> body) {
      return SharedClock.this.fork(name, body);
    }

    @Override
    public Signal signal() {
      return new SharedSignal(SharedClock.this, Waiter.Kind.OF_THE_LAB);
    }
  }
}
