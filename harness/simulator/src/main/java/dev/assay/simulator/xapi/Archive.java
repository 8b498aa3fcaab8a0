package dev.assay.simulator.xapi;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/**
 * What a host's data sources were, every five seconds. Sampling runs for an hour after the boot and after each look, then
 * rests: an hour of rows is all that is kept at this grain, and a fortnight nobody looks at costs nothing.
 */
final class Archive {

  static final Duration STEP = Duration.ofSeconds(5);
  private static final int ROWS = 720;

  private final DataSources sources;
  private final ArrayDeque<Sample> samples = new ArrayDeque<>();
  private List<String> names = List.of();
  private Instant watchedUntil = Instant.EPOCH;
  private boolean sampling;

  /** A sample as it is kept: names are shared, and of a VM only what is its own. */
  private record Sample(Instant at, List<String> names, double[] values, List<Guest> guests) {}

  private record Guest(String uuid, double memory, int vcpus) {}

  /**
   * One sample as it is read.
   *
   * @param values by name in full, such as {@code host:<uuid>:cpu0}
   */
  record Row(Instant at, SequencedMap<String, Double> values) {}

  /**
   * What is read of the samples.
   *
   * @param guests by uuid
   */
  record Wanted(boolean host, Set<String> guests) {

    private boolean isIn(Sample sample) {
      return host || sample.guests().stream().anyMatch(guest -> guests.contains(guest.uuid()));
    }
  }

  Archive(DataSources sources) {
    this.sources = sources;
  }

  void clear() {
    samples.clear();
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
    var values = sources.values();
    if (!names.equals(List.copyOf(values.sequencedKeySet()))) {
      names = List.copyOf(values.sequencedKeySet());
    }
    var guests = host.running().all().stream()
        .map(domain -> new Guest(domain.vm().uuid(), domain.vm().whole("memory_target"), Math.toIntExact(domain.vm().whole("VCPUs_at_startup"))))
        .toList();
    samples.addLast(new Sample(
        host.now().truncatedTo(ChronoUnit.SECONDS), names, values.values().stream().mapToDouble(Double::doubleValue).toArray(), guests));
    if (samples.size() > ROWS) {
      samples.removeFirst();
    }
  }

  private Row read(Sample sample, Wanted wanted) {
    var host = new LinkedHashMap<String, Double>();
    for (int i = 0; i < sample.names().size(); i++) {
      host.put(sample.names().get(i), sample.values()[i]);
    }
    var values = new LinkedHashMap<String, Double>();
    if (wanted.host()) {
      host.forEach((name, value) -> values.put("host:" + sources.host().record().uuid() + ":" + name, value));
    }
    sample.guests().stream().filter(guest -> wanted.guests().contains(guest.uuid())).forEach(guest -> DataSources.ofGuest(guest.memory(), guest.vcpus(), host)
        .forEach((name, value) -> values.put("vm:" + guest.uuid() + ":" + name, value)));
    return new Row(sample.at(), values);
  }

  /** Return the rows from this instant on that say anything of what is wanted, the newest first. */
  List<Row> since(Instant start, Wanted wanted) {
    watch();
    var found = new ArrayList<Row>();
    samples.descendingIterator().forEachRemaining(sample -> {
      if (!sample.at().isBefore(start) && wanted.isIn(sample)) {
        found.add(read(sample, wanted));
      }
    });
    return found;
  }
}
