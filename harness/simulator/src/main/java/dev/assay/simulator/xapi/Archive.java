package dev.assay.simulator.xapi;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * What a host's data sources were, every five seconds. Sampling runs for an hour after the boot and after each look, then
 * rests: an hour of rows is all that is kept at this grain, and a fortnight nobody looks at costs nothing.
 */
final class Archive {

  static final Duration STEP = Duration.ofSeconds(5);
  private static final int ROWS = 720;

  private final DataSources sources;
  private final ArrayDeque<Row> rows = new ArrayDeque<>();
  private Instant watchedUntil = Instant.EPOCH;
  private boolean sampling;

  /**
   * One sample.
   *
   * @param values by name in full, such as {@code host:<uuid>:cpu0}
   */
  record Row(Instant at, SequencedMap<String, Double> values) {}

  Archive(DataSources sources) {
    this.sources = sources;
  }

  void clear() {
    rows.clear();
    sampling = false;
  }

  /** Go on sampling for an hour. */
  void watch() {
    watchedUntil = sources.host().now().plus(STEP.multipliedBy(ROWS));
    if (!sampling) {
      sampling = true;
      sample();
    }
  }

  private void sample() {
    if (!sampling || !sources.host().isUp() || sources.host().now().isAfter(watchedUntil)) {
      sampling = false;
      return;
    }
    take();
    sources.host().doors().time().schedule(untilNextStep(), this::sample);
  }

  private Duration untilNextStep() {
    long nanos = sources.host().now().getEpochSecond() % STEP.toSeconds() * 1_000_000_000L + sources.host().now().getNano();
    return Duration.ofNanos(STEP.toNanos() - nanos);
  }

  private void take() {
    var host = sources.host();
    var values = new LinkedHashMap<String, Double>();
    sources.values().forEach((name, value) -> values.put("host:" + host.record().uuid() + ":" + name, value));
    host.running().all().forEach(domain -> sources.valuesOf(domain.vm())
        .forEach((name, value) -> values.put("vm:" + domain.vm().uuid() + ":" + name, value)));
    rows.addLast(new Row(host.now().truncatedTo(ChronoUnit.SECONDS), values));
    if (rows.size() > ROWS) {
      rows.removeFirst();
    }
  }

  /** Return the rows from this instant on, the newest first. */
  List<Row> since(Instant start) {
    watch();
    var found = new ArrayList<Row>();
    rows.descendingIterator().forEachRemaining(row -> {
      if (!row.at().isBefore(start)) {
        found.add(row);
      }
    });
    return found;
  }
}
