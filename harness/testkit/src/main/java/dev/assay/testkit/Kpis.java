package dev.assay.testkit;

import dev.assay.core.kpi.Kpi;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SequencedMap;

/** Takes down what a case measured. It never judges: baselines and gates do, later. */
public interface Kpis {

  /** Record one reading, with what else it hangs on (guest, storage). */
  void record(Kpi kpi, double value, SequencedMap<String, String> dimensions);

  /** Record a reading that was taken at an earlier instant of the lab's time, by somebody else's clockwork. */
  void recordAt(Instant at, Kpi kpi, double value, SequencedMap<String, String> dimensions);

  default void record(Kpi kpi, double value) {
    record(kpi, value, java.util.Collections.emptySortedMap());
  }

  /** Record a duration in the metric's own unit, which is {@code s} or {@code ms}. */
  default void record(Kpi kpi, Duration duration) {
    record(kpi, switch (kpi.unit()) {
      case "s" -> duration.toNanos() / 1e9;
      case "ms" -> duration.toNanos() / 1e6;
      case String other -> throw new IllegalArgumentException("recording a duration as " + kpi.name() + ", whose unit is " + other);
    });
  }

  default void record(Kpi kpi, List<Duration> durations) {
    durations.forEach(duration -> record(kpi, duration));
  }
}
