package dev.assay.core.time;

import dev.assay.core.AssayException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A clock that jumps to the next thing due: exactly one fork runs at a time, wake-ups are ordered by (instant,
 * sequence), so the same program gives the same trace on every launch.
 *
 * <p>Work enters from outside through {@link #run} (or {@link #submit}); while nothing inside is ready the clock jumps
 * to the earliest wake-up. A <em>paced</em> clock instead waits until the wall clock, times its speed, gets there, and
 * lets outside work in meanwhile: that is how a simulated lab is served behind sockets, still one fork at a time, so
 * that code inside needs no locks. While others outside go by a paced clock ({@link #accompanied}) it does neither: it stands while any of
 * their work goes on out there, and jumps as soon as all of it waits in here.
 */
public final class VirtualTime implements Time, AutoCloseable {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition idle = lock.newCondition();
  private final PriorityQueue<Timer> timers = new PriorityQueue<>();
  private final ArrayDeque<Fiber> ready = new ArrayDeque<>();
  private final @Nullable SystemTime pace;
  private final Instant start;
  private final LinkedHashSet<Fiber> alive = new LinkedHashSet<>();

  private volatile long nowNanos;
  private long sequence;
  private int outside;
  private boolean closed;
  private volatile @Nullable Fiber running;
  private boolean dispatching;

  /** How long a clock stands still for others before it goes on at its own pace: one of them may wait for what only time brings. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final long LOOK_AGAIN_NANOS = 50_000_000;

  private int companies;
  private int work;
  private long stoodNanos;
  private @Nullable Instant stoodSince;

  private VirtualTime(Instant start, @Nullable SystemTime pace) {
    this.start = start;
    this.pace = pace;
    this.stoodSince = pace == null ? null : pace.now();
    if (pace != null) {
      Thread.ofPlatform().daemon().name("virtual-time-pace").start(this::keepPace);
    }
  }

  /** Start a clock at this instant that jumps whenever nothing is ready. */
  public static VirtualTime startingAt(Instant start) {
    return new VirtualTime(start, null);
  }

  /** Start a clock at this instant that keeps the wall clock's pace, times {@code speed}. */
  public static VirtualTime paced(Instant start, double speed) {
    return new VirtualTime(start, SystemTime.faster(speed));
  }

  @Override
  public Instant now() {
    return start.plusNanos(nowNanos);
  }

  /** Run the body inside and wait (in real time) for its end; throws what it threw. Never call it from inside. */
  public <T> T run(String name, Callable<T> body) {
    if (isInside()) {
      throw new IllegalStateException("entering virtual time from inside it: use fork");
    }
    try {
      return submit(name, body).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssayException.Cancelled("waiting for simulated work '" + name + "': interrupted");
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new IllegalStateException(e.getCause());
      }
    }
  }

  /** Start the body inside, from a thread outside. */
  public <T> CompletableFuture<T> submit(String name, Callable<T> body) {
    var result = new CompletableFuture<T>();
    lock.lock();
    try {
      if (closed) {
        result.completeExceptionally(new AssayException.Cancelled("starting '" + name + "': the simulated lab is closed"));
        return result;
      }
      catchUp();
      outside++;
      var fiber = new Fiber(name, () -> {
        try {
          result.complete(body.call());
        } catch (Throwable e) {
          result.completeExceptionally(e);
        }
      });
      fiber.fromOutside = true;
      fiber.onStuck = () -> result.completeExceptionally(stuck(name));
      makeReady(fiber);
      dispatchIfIdle();
    } finally {
      lock.unlock();
    }
    return result;
  }

  /** Run a short action, which must not wait, when the clock gets there; returns a handle that cancels it. */
  public Runnable schedule(Duration delay, Runnable action) {
    lock.lock();
    try {
      var timer = new Timer(dueAfter(delay), sequence++, null, action);
      timers.add(timer);
      idle.signalAll();
      return () -> timer.cancelled = true;
    } finally {
      lock.unlock();
    }
  }

  /** Begin to go by what somebody outside does, until that is closed. Only a paced clock can. */
  public Company accompanied() {
    if (pace == null) {
      throw new IllegalStateException("accompanying a clock that jumps by itself");
    }
    lock.lock();
    try {
      catchUp();
      companies++;
      stands();
      return new Company();
    } finally {
      lock.unlock();
    }
  }

  /** Somebody outside who goes by this clock: how many pieces of work are under way there, those included that wait in here. */
  public final class Company implements AutoCloseable {
    private int own;
    private boolean gone;

    private Company() {}

    /** So many pieces of work began, or, when negative, ended or wait for one another. */
    public void add(int pieces) {
      lock.lock();
      try {
        if (!gone) {
          own += pieces;
          work += pieces;
          dispatchIfIdle();
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      lock.lock();
      try {
        if (!gone) {
          gone = true;
          work -= own;
          companies--;
          stands();
          dispatchIfIdle();
          idle.signalAll();
        }
      } finally {
        lock.unlock();
      }
    }
  }

  private void stands() {
    if (pace != null) {
      stoodNanos = nowNanos;
      stoodSince = pace.now();
    }
  }

  /** Tell whether the clock may go as far as this. */
  private boolean reaches(long due) {
    return companies > 0 && work > 0 && outside >= work || due <= pacedNanos();
  }

  /** Tell whether the calling thread is inside this clock. */
  public boolean isInside() {
    var fiber = running;
    return fiber != null && fiber.thread == Thread.currentThread();
  }

  @Override
  public void sleep(Duration duration) {
    var fiber = current();
    lock.lock();
    try {
      fiber.checkCancelled();
      addTimer(fiber, duration);
      suspend(fiber);
      fiber.checkCancelled();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public <T> Fork<T> fork(String name, Callable<T> body) {
    lock.lock();
    try {
      var fork = new FiberFork<T>(name, body);
      makeReady(fork.fiber);
      dispatchIfIdle();
      return fork;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Signal signal() {
    return new FiberSignal();
  }

  /** End the clock: everything that waits inside is cancelled and nothing new comes in. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      timers.stream().map(timer -> timer.fiber).filter(fiber -> fiber != null).forEach(fiber -> fiber.cancelled = true);
      idle.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private Fiber current() {
    var fiber = running;
    if (fiber == null || fiber.thread != Thread.currentThread()) {
      throw new IllegalStateException("waiting on virtual time from a thread outside it: enter through run()");
    }
    return fiber;
  }

  private long dueAfter(Duration delay) {
    long nanos;
    try {
      nanos = Math.max(0, delay.toNanos());
    } catch (ArithmeticException e) {
      nanos = Long.MAX_VALUE / 4;
    }
    return Math.min(Long.MAX_VALUE / 2, nowNanos + nanos);
  }

  private Timer addTimer(Fiber fiber, Duration delay) {
    var timer = new Timer(dueAfter(delay), sequence++, fiber, null);
    fiber.timer = timer;
    timers.add(timer);
    return timer;
  }

  private void makeReady(Fiber fiber) {
    if (!fiber.queued && !fiber.ended) {
      fiber.queued = true;
      if (fiber.timer != null) {
        fiber.timer.cancelled = true;
        fiber.timer = null;
      }
      ready.add(fiber);
    }
  }

  /** Give the baton away and come back when it is handed to this fiber again. Called with the lock held. */
  private void suspend(Fiber fiber) {
    int holds = lock.getHoldCount();
    if (running != fiber || holds != 1) {
      throw new IllegalStateException("fork '" + fiber.name + "' waits without holding the baton");
    }
    running = null;
    dispatch();
    while (running != fiber) {
      lock.unlock();
      try {
        LockSupport.park(this);
      } finally {
        lock.lock();
      }
      if (Thread.interrupted()) {
        fiber.cancelled = true;
      }
    }
  }

  private void dispatchIfIdle() {
    if (running == null && !dispatching) {
      dispatch();
    }
  }

  /** Hand the baton to the next ready fiber, jumping the clock as far as needed. Called with the lock held. */
  private void dispatch() {
    dispatching = true;
    try {
      while (running == null) {
        var next = ready.poll();
        if (next != null) {
          next.queued = false;
          running = next;
          if (companies > 0) {
            stands();
          }
          next.resume();
          return;
        }
        dropCancelledTimers();
        var timer = timers.peek();
        if (pace != null) {
          if (timer == null || !reaches(timer.due)) {
            idle.signalAll();
            return;
          }
        } else if (outside == 0) {
          return;
        } else if (timer == null) {
          failStuck();
          return;
        }
        timers.poll();
        nowNanos = Math.max(nowNanos, timer.due);
        fire(timer);
      }
    } finally {
      dispatching = false;
    }
  }

  private void fire(Timer timer) {
    if (timer.action != null) {
      timer.action.run();
    } else if (timer.fiber != null) {
      timer.fiber.timer = null;
      makeReady(timer.fiber);
    }
  }

  private void dropCancelledTimers() {
    while (!timers.isEmpty() && timers.peek().cancelled) {
      timers.poll();
    }
  }

  private void failStuck() {
    for (var fiber : List.copyOf(alive)) {
      if (fiber.fromOutside && !fiber.ended) {
        fiber.stuck();
      }
    }
  }

  private static IllegalStateException stuck(String name) {
    return new IllegalStateException(
        "simulated work '" + name + "' waits for something that nothing left in the simulation can bring about");
  }

  private long pacedNanos() {
    if (pace == null || stoodSince == null) {
      return 0;
    }
    long since = Duration.between(stoodSince, pace.now()).toNanos();
    long patience = companies > 0 && work > 0 ? (long) (PATIENCE.toNanos() * pace.speed()) : 0;
    return stoodNanos + Math.max(0, since - patience);
  }

  private void catchUp() {
    if (pace != null && running == null && companies == 0) {
      var due = timers.isEmpty() ? Long.MAX_VALUE : timers.peek().due;
      nowNanos = Math.max(nowNanos, Math.min(due, pacedNanos()));
    }
  }

  private void keepPace() {
    lock.lock();
    try {
      while (!closed || !timers.isEmpty()) {
        if (running == null) {
          dispatchIfIdle();
        }
        if (closed && running == null && timers.isEmpty() && ready.isEmpty()) {
          return;
        }
        if (pace == null) {
          return;
        }
        dropCancelledTimers();
        var timer = timers.peek();
        long wait = running != null || timer == null ? Long.MAX_VALUE / 4
            : companies > 0 ? LOOK_AGAIN_NANOS : pace.wallNanos(Duration.ofNanos(timer.due - pacedNanos()));
        if (wait > 0) {
          idle.awaitNanos(Math.max(50_000, Math.min(wait, 1_000_000_000L)));
        }
      }
    } catch (InterruptedException e) {
      closed = true;
    } finally {
      lock.unlock();
    }
  }

  private final class Fiber {
    final String name;
    private final Runnable body;
    private @Nullable Thread thread;
    boolean queued;
    boolean ended;
    boolean cancelled;
    boolean fromOutside;
    @Nullable Timer timer;
    @Nullable Runnable onStuck;

    Fiber(String name, Runnable body) {
      this.name = name;
      this.body = body;
    }

    void resume() {
      if (thread == null) {
        alive.add(this);
        thread = Thread.ofVirtual().name(name).unstarted(this::live);
        thread.start();
      } else {
        LockSupport.unpark(thread);
      }
    }

    private void live() {
      try {
        body.run();
      } finally {
        lock.lock();
        try {
          ended = true;
          alive.remove(this);
          if (fromOutside) {
            outside--;
          }
          running = null;
          dispatch();
        } finally {
          lock.unlock();
        }
      }
    }

    void checkCancelled() {
      if (cancelled || closed) {
        throw new AssayException.Cancelled("waiting in '" + name + "': cancelled");
      }
    }

    void stuck() {
      cancelled = true;
      var report = onStuck;
      if (report != null) {
        report.run();
      }
      makeReady(this);
    }
  }

  private final class FiberFork<T> implements Fork<T> {
    private final SystemTime.Ending<T> ending = new SystemTime.Ending<>();
    private final FiberSignal ended = new FiberSignal();
    private final AtomicBoolean done = new AtomicBoolean();
    final Fiber fiber;

    FiberFork(String name, Callable<T> body) {
      this.fiber = new Fiber(name, () -> {
        ending.run(body);
        done.set(true);
        ended.raise();
      });
    }

    @Override
    public T join() {
      endedWithin(FOREVER);
      return ending.get();
    }

    @Override
    public boolean endedWithin(Duration limit) {
      return ended.await(done::get, limit);
    }

    @Override
    public void cancel() {
      lock.lock();
      try {
        fiber.cancelled = true;
        if (fiber.thread == null || running != fiber) {
          makeReady(fiber);
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public boolean isDone() {
      return done.get();
    }
  }

  private final class FiberSignal implements Signal {
    private final List<Fiber> waiters = new ArrayList<>();

    @Override
    public boolean await(BooleanSupplier condition, Duration limit) {
      if (condition.getAsBoolean()) {
        return true;
      }
      var fiber = current();
      lock.lock();
      try {
        long deadline = dueAfter(limit);
        fiber.checkCancelled();
        while (true) {
          if (nowNanos >= deadline) {
            return condition.getAsBoolean();
          }
          if (limit.compareTo(FOREVER) < 0) {
            addTimer(fiber, Duration.ofNanos(deadline - nowNanos));
          }
          waiters.add(fiber);
          suspend(fiber);
          waiters.remove(fiber);
          fiber.checkCancelled();
          if (condition.getAsBoolean()) {
            return true;
          }
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void raise() {
      lock.lock();
      try {
        waiters.forEach(VirtualTime.this::makeReady);
        dispatchIfIdle();
      } finally {
        lock.unlock();
      }
    }
  }

  private static final class Timer implements Comparable<Timer> {
    final long due;
    final long order;
    final @Nullable Fiber fiber;
    final @Nullable Runnable action;
    boolean cancelled;

    Timer(long due, long order, @Nullable Fiber fiber, @Nullable Runnable action) {
      this.due = due;
      this.order = order;
      this.fiber = fiber;
      this.action = action;
    }

    @Override
    public int compareTo(Timer other) {
      int byInstant = Long.compare(due, other.due);
      return byInstant != 0 ? byInstant : Long.compare(order, other.order);
    }
  }
}
