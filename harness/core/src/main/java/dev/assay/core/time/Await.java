package dev.assay.core.time;

import dev.assay.core.AssayException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waits for a state of the outside world by looking again and again, with a limit.
 *
 * <p>{@code Await.on(time).until("vm bvt-7 answers SSH", vm::answers).seeing(vm::lastConsoleLine).within(ofMinutes(3))}
 */
public final class Await {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final Time time;
  private final String what;
  private final BooleanSupplier condition;
  private final Duration every;
  private final Supplier<String> seen;

  private Await(Time time, String what, BooleanSupplier condition, Duration every, Supplier<String> seen) {
    this.time = time;
    this.what = what;
    this.condition = condition;
    this.every = every;
    this.seen = seen;
  }

  public static Start on(Time time) {
    return new Start(time);
  }

  public record Start(Time time) {
    /** Say what is waited for, as it will stand in the error: {@code vm bvt-7 answers SSH}. */
    public Await until(String what, BooleanSupplier condition) {
      return new Await(time, what, condition, LOOK_EVERY, () -> "");
    }
  }

  /** Look this often; a second if not said. */
  public Await every(Duration interval) {
    return new Await(time, what, condition, interval, seen);
  }

  /** Say what is seen instead, and where to look next, should the limit pass. */
  public Await seeing(Supplier<String> description) {
    return new Await(time, what, condition, every, description);
  }

  /**
   * Wait at most this long; return how long it took.
   *
   * @throws AssayException.TimedOut when the limit passed
   */
  public Duration within(Duration limit) {
    return atMost(limit).orElseThrow(() -> {
      var last = seen.get();
      return new AssayException.TimedOut("waiting " + limit.toString().substring(2).toLowerCase(java.util.Locale.ROOT) + " until " + what
          + ": it did not come about" + (last.isBlank() ? "" : "; seen instead: " + last));
    });
  }

  /** Wait at most this long; return how long it took, or nothing when the limit passed. */
  public Optional<Duration> atMost(Duration limit) {
    var start = time.now();
    var deadline = start.plus(limit);
    while (!condition.getAsBoolean()) {
      var left = Duration.between(time.now(), deadline);
      if (left.isNegative() || left.isZero()) {
        return Optional.empty();
      }
      time.sleep(left.compareTo(every) < 0 ? left : every);
    }
    return Optional.of(time.since(start));
  }
}
