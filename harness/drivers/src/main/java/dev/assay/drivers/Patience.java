package dev.assay.drivers;

import dev.assay.core.time.SystemTime;
import dev.assay.core.time.Time;
import java.time.Duration;

/** How long a driver waits over a network whose own latency does not run faster with the lab's clock. */
public final class Patience {

  private static final Duration LEAST = Duration.ofSeconds(30);

  private Patience() {}

  /** Return the limit, or as much of the clock's time as passes in 30 s of the wall clock when that is longer. */
  public static Duration atLeastForTheNetwork(Time time, Duration limit) {
    if (!(time instanceof SystemTime clock) || clock.speed() <= 1) {
      return limit;
    }
    var least = Duration.ofNanos((long) (LEAST.toNanos() * clock.speed()));
    return limit.compareTo(least) < 0 ? least : limit;
  }
}
