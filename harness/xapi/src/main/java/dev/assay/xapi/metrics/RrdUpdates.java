package dev.assay.xapi.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a host recorded.
 *
 * @param step between readings
 */
public record RrdUpdates(Instant start, Instant end, Duration step, List<RrdSeries> series) {

  public RrdUpdates {
    series = List.copyOf(series);
  }

  /** Find the series of a metric of the host, VM or storage repository with this UUID. */
  public Optional<RrdSeries> find(String uuid, String metric) {
    return series.stream().filter(one -> one.legend().uuid().equals(uuid) && one.legend().metric().equals(metric)).findFirst();
  }
}
