package dev.assay.inventory.planning;

import dev.assay.inventory.need.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A request that waits.
 *
 * @param by who wants it and for what, for people
 * @param kind what its length is estimated by
 * @param priority 1 first to 9 last
 * @param since when it was made
 * @param terms when it may run
 */
public record Claim(long id, Request request, String by, String team, String kind, int priority, Instant since, Terms terms) {

  /**
   * When a claim may run, and how.
   *
   * @param startAfter not before this
   * @param deadline withdrawn when it has not started by then
   * @param hours the hours of the day in which it may start
   * @param length how long it will take, when that is said; otherwise it is estimated
   * @param booked whether it was booked in advance: its place in the plan comes before all that is not
   * @param preemptable whether it may be evicted again
   */
  public record Terms(
      Optional<Instant> startAfter,
      Optional<Instant> deadline,
      Optional<DailyHours> hours,
      Optional<Duration> length,
      boolean booked,
      boolean preemptable) {

    /** Now, for as long as it takes. */
    public static final Terms NONE = new Terms(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false, false);
  }
}
