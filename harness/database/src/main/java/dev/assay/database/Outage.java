package dev.assay.database;

import dev.assay.core.time.Time;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Rides out a database that is gone for less than the leases of those who need it last. */
public final class Outage {

  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);

  private Outage() {}

  /**
   * Try again and again as long as the way to the database is lost, for {@link LostConnection#MOST_OUTAGE}.
   *
   * @param isLost whether that is what a failure means
   * @param work may be done again although nobody knows whether it took effect
   */
  public static <T> T rideOut(Time time, Predicate<RuntimeException> isLost, Supplier<T> work) {
    var begun = time.now();
    while (true) {
      try {
        return work.get();
      } catch (RuntimeException e) {
        if (!isLost.test(e) || time.since(begun).compareTo(LostConnection.MOST_OUTAGE) > 0) {
          throw e;
        }
        time.sleep(BETWEEN_ATTEMPTS);
      }
    }
  }
}
