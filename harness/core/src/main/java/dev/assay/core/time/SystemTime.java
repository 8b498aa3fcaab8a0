package dev.assay.core.time;

import dev.assay.core.AssayException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The wall clock, optionally running faster: at speed 60 a sleep of a minute takes a second.
 *
 * <p>The speed exists for simulated labs behind sockets, whose hosts live faster than we do.
 */
public final class SystemTime implements Time {

  private final double speed;
  private final Instant origin;
  private final long originNanos;

  private SystemTime(double speed) {
    this.speed = speed;
    this.origin = Instant.now();
    this.originNanos = System.nanoTime();
  }

  public static SystemTime real() {
    return new SystemTime(1);
  }

  /** Make a clock that runs {@code speed} times as fast as the wall clock from now on. */
  public static SystemTime faster(double speed) {
    if (!(speed > 0) || speed > 100_000) {
      throw new AssayException.Usage("setting a clock's speed: " + speed + " is not between 0 and 100000");
    }
    return new SystemTime(speed);
  }

  public double speed() {
    return speed;
  }

  @Override
  public Instant now() {
    return speed == 1 ? Instant.now() : origin.plusNanos((long) ((System.nanoTime() - originNanos) * speed));
  }

  @Override
  public void sleep(Duration duration) {
    try {
      TimeUnit.NANOSECONDS.sleep(wallNanos(duration));
    } catch (InterruptedException e) {
      throw cancelled();
    }
  }

  @Override
  public <T> Fork<T> fork(String name, Callable<T> body) {
    return new ThreadFork<>(name, body);
  }

  @Override
  public Signal signal() {
    return new LockSignal();
  }

  /** Convert a duration of this clock to nanoseconds of the wall clock. */
  public long wallNanos(Duration duration) {
    double nanos = duration.toSeconds() * 1e9 + duration.toNanosPart();
    return (long) Math.min(Long.MAX_VALUE / 2.0, Math.max(0, nanos / speed));
  }

  private static AssayException.Cancelled cancelled() {
    Thread.currentThread().interrupt();
    return new AssayException.Cancelled("waiting: cancelled");
  }

  private final class ThreadFork<T> implements Fork<T> {
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Ending<T> ending = new Ending<>();
    private final Thread thread;

    ThreadFork(String name, Callable<T> body) {
      this.thread = Thread.ofVirtual().name(name).start(() -> {
        ending.run(body);
        ended.countDown();
      });
    }

    @Override
    public T join() {
      try {
        ended.await();
      } catch (InterruptedException e) {
        throw cancelled();
      }
      return ending.get();
    }

    @Override
    public boolean endedWithin(Duration limit) {
      try {
        return ended.await(wallNanos(limit), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        throw cancelled();
      }
    }

    @Override
    public void cancel() {
      thread.interrupt();
    }

    @Override
    public boolean isDone() {
      return ended.getCount() == 0;
    }
  }

  private final class LockSignal implements Signal {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition raised = lock.newCondition();

    @Override
    public boolean await(BooleanSupplier condition, Duration limit) {
      lock.lock();
      try {
        long left = wallNanos(limit);
        while (!condition.getAsBoolean()) {
          if (left <= 0) {
            return false;
          }
          left = raised.awaitNanos(left);
        }
        return true;
      } catch (InterruptedException e) {
        throw cancelled();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void raise() {
      lock.lock();
      try {
        raised.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /** What a body returned or threw. */
  static final class Ending<T> {
    private @Nullable T value;
    private @Nullable Throwable thrown;

    void run(Callable<T> body) {
      try {
        value = body.call();
      } catch (Throwable e) {
        thrown = e;
      }
    }

    @SuppressWarnings("NullAway")
    T get() {
      switch (thrown) {
        case null -> {
          return value;
        }
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case Throwable e -> throw new IllegalStateException(e);
      }
    }
  }
}
