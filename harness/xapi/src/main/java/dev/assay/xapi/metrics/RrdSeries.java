package dev.assay.xapi.metrics;

import java.time.Instant;
import java.util.List;

/** One metric over time, the oldest reading first. */
public record RrdSeries(Legend legend, List<Reading> readings) {

  public RrdSeries {
    readings = List.copyOf(readings);
  }

  /**
   * What was read at an instant.
   *
   * @param value NaN where the host recorded nothing
   */
  public record Reading(Instant at, double value) {

    public boolean isKnown() {
      return !Double.isNaN(value);
    }
  }

  /** List the readings where something was recorded. */
  public List<Reading> known() {
    return readings.stream().filter(Reading::isKnown).toList();
  }
}
