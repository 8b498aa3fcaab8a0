package dev.assay.inventory.planning;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long leases of a kind took, and so how long others will.
 *
 * <p>Quantiles are those of the recorded lengths. A kind with fewer than {@value #ENOUGH} records is estimated from all; a
 * lab without records from a wide guess around an hour.
 */
public final class Durations {

  private static final int ENOUGH = 5;
  private static final double[] GUESS_MINUTES = {10, 20, 30, 45, 60, 90, 120, 240, 480};

  /** Nothing is on record; stands behind what its making needs. */
  public static final Durations NONE = new Durations(Map.of());

  private final Map<String, long[]> byKind = new TreeMap<>();
  private final long[] all;

  /** Take recorded lengths in milliseconds by kind. */
  public Durations(Map<String, long[]> records) {
    records.forEach((kind, lengths) -> byKind.put(kind, sorted(lengths)));
    var together = byKind.values().stream().flatMapToLong(Arrays::stream).sorted().toArray();
    this.all = together.length >= ENOUGH ? together : Arrays.stream(GUESS_MINUTES).mapToLong(minutes -> (long) (minutes * 60_000)).toArray();
  }

  private static long[] sorted(long[] lengths) {
    var copy = lengths.clone();
    Arrays.sort(copy);
    return copy;
  }

  /** Estimate the whole length at a quantile from 0 to 1. */
  public Duration total(String kind, double quantile) {
    return Duration.ofMillis(quantile(of(kind), 0, quantile));
  }

  /** Estimate what is left of a lease that has gone on for this long already; never nothing. */
  public Duration remaining(String kind, Duration elapsed, double quantile) {
    var lengths = of(kind);
    int first = 0;
    while (first < lengths.length && lengths[first] <= elapsed.toMillis()) {
      first++;
    }
    if (lengths.length - first < 2) {
      // Longer than nearly all that is on record: what is left grows with what has gone by.
      return Duration.ofMillis(Math.max(60_000, (long) (elapsed.toMillis() * 0.5 * quantile)));
    }
    return Duration.ofMillis(Math.max(1_000, quantile(lengths, first, quantile) - elapsed.toMillis()));
  }

  private long[] of(String kind) {
    var known = byKind.get(kind);
    return known == null || known.length < ENOUGH ? all : known;
  }

  private static long quantile(long[] sorted, int first, double quantile) {
    double place = first + quantile * (sorted.length - 1 - first);
    int below = (int) Math.floor(place);
    int above = Math.min(sorted.length - 1, below + 1);
    return Math.max(1_000, Math.round(sorted[below] + (place - below) * (sorted[above] - sorted[below])));
  }
}
