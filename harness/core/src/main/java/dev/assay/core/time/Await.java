package dev.assay.core.time;

import dev.assay.core.AssayException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
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

  /** What a wait leaves of the time for what it is part of, so that what it saw is told before that ends. */
  private static final Duration RESERVE = Duration.ofSeconds(30);

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
   * Wait at most this long, and no longer than what is done by this clock may go on; return how long it took.
   *
   * @throws AssayException.TimedOut when the limit passed
   */
  public Duration within(Duration limit) {
    var start = time.now();
    return atMost(limit).orElseThrow(() -> {
      var waited = time.since(start);
      var isCut = waited.compareTo(limit) < 0;
      var last = seen.get();
      return new AssayException.TimedOut("waiting " + described(isCut ? waited.truncatedTo(ChronoUnit.SECONDS) : limit) + " until " + what + ": it did not come about"
          + (last.isBlank() ? "" : "; seen instead: " + last)
          + (isCut ? "; it may take " + described(limit) + ", but what it is part of has no more time" : ""));
    });
  }

  private static String described(Duration duration) {
    return duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }

  /** Wait at most this long, as {@link #within} does; return how long it took, or nothing when it did not come about. */
  public Optional<Duration> atMost(Duration limit) {
    var start = time.now();
    var deadline = start.plus(limit);
    while (!condition.getAsBoolean()) {
      var left = Duration.between(time.now(), deadline);
      var spare = time.left().minus(RESERVE);
      left = spare.compareTo(left) < 0 ? spare : left;
      if (left.isNegative() || left.isZero()) {
        return Optional.empty();
      }
      time.sleep(left.compareTo(every) < 0 ? left : every);
    }
    return Optional.of(time.since(start));
  }
}
