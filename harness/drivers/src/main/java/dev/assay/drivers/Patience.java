package dev.assay.drivers;

import dev.assay.core.time.SystemTime;
import java.time.Duration;

/** How long a driver waits over a network whose own latency does not run faster with the lab's clock. */
public final class Patience {

  private static final Duration LEAST = Duration.ofSeconds(30);

  private Patience() {}

  /** Return the limit, or as much of the clock's time as passes in 30 s of the wall clock when that is longer. */
  public static Duration atLeastForTheNetwork(SystemTime time, Duration limit) {
    var least = Duration.ofNanos((long) (LEAST.toNanos() * time.speed()));
    return time.speed() > 1 && limit.compareTo(least) < 0 ? least : limit;
  }
}
