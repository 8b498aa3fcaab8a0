package dev.assay.core.kpi;

import java.time.Instant;
import java.util.Collections;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * One reading of a metric.
 *
 * @param value in the metric's own unit; finite
 * @param at when it was read, in the lab's time
 * @param dimensions what else it hangs on (host class, guest, storage), sorted by name
 */
public record Sample(Kpi kpi, double value, Instant at, SequencedMap<String, String> dimensions) {

  public Sample {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a sample of " + kpi.name() + " is a finite number, not " + value);
    }
    dimensions = Collections.unmodifiableSequencedMap(new TreeMap<>(dimensions));
  }
}
