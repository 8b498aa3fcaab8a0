package dev.assay.testkit;

import dev.assay.core.kpi.Kpi;
import dev.assay.core.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Takes down what a case measured. It never judges: baselines and gates do, later. */
public interface Kpis {

  /** Record one reading, with what else it hangs on (guest, storage). */
  void record(Kpi kpi, double value, SequencedMap<String, String> dimensions);

  /** Record a reading that was taken at an earlier instant of the lab's time, by somebody else's clockwork. */
  void recordAt(Instant at, Kpi kpi, double value, SequencedMap<String, String> dimensions);

  default void record(Kpi kpi, double value) {
    record(kpi, value, Collections.emptySortedMap());
  }

  /** Record one reading with the one thing that it hangs on. */
  default void record(Kpi kpi, double value, String dimension, Object which) {
    record(kpi, value, new TreeMap<>(Map.of(dimension, which.toString())));
  }

  /** Record a duration in the metric's own unit, which is {@code s} or {@code ms}. */
  default void record(Kpi kpi, Duration duration) {
    record(kpi, inUnitOf(kpi, duration));
  }

  /** Record a duration with the one thing that it hangs on. */
  default void record(Kpi kpi, Duration duration, String dimension, Object which) {
    record(kpi, inUnitOf(kpi, duration), dimension, which);
  }

  default void record(Kpi kpi, List<Duration> durations) {
    durations.forEach(duration -> record(kpi, duration));
  }

  default void record(Kpi kpi, List<Duration> durations, String dimension, Object which) {
    durations.forEach(duration -> record(kpi, duration, dimension, which));
  }

  /** Do something, and record how long it took. */
  default void timed(Kpi kpi, Time time, Runnable work) {
    var began = time.now();
    work.run();
    record(kpi, time.since(began));
  }

  private static double inUnitOf(Kpi kpi, Duration duration) {
    return switch (kpi.unit()) {
      case "s" -> duration.toNanos() / 1e9;
      case "ms" -> duration.toNanos() / 1e6;
      case String other -> throw new IllegalArgumentException("recording a duration as " + kpi.name() + ", whose unit is " + other);
    };
  }
}
