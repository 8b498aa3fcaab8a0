package dev.assay.simulator.performance;

import dev.assay.core.Bytes;
import dev.assay.core.time.Chance;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Reads a host's data sources off its stations. Reading draws nothing: the small unrest of each value is a function of the time. */
record Gauges(Instant now, Chance chance, HostShape shape, Stations stations, DomainZero domainZero, double idle, double toolstackLeakMib) {

  private static final int SAMPLE_SECONDS = 5;

  SequencedMap<String, Double> read(Bytes free) {
    var values = new LinkedHashMap<String, Double>();
    processors(values);
    values.put("memory_total_kib", shape.memory().count() / 1024.0);
    values.put("memory_free_kib", free.count() / 1024.0);
    values.put("loadavg", stations.domainZero.load() + unrest("loadavg") * 0.1);
    toolstack(values);
    network(values);
    values.put("io_throughput_read", mib(stations.read));
    values.put("io_throughput_write", mib(stations.written) + 0.01 * unrest("io_throughput_write"));
    return values;
  }

  private void processors(SequencedMap<String, Double> values) {
    double busy = Math.min(shape.cpus(), stations.guests.busyOfLate() + stations.domainZero.busyOfLate() + idle);
    double sum = 0;
    for (int i = 0; i < shape.cpus(); i++) {
      double share = Math.min(1, busy / shape.cpus() * (0.9 + 0.2 * unrest("cpu" + i)) + 0.002 * unrest("idle" + i));
      values.put("cpu" + i, share);
      sum += share;
    }
    values.put("cpu_avg", sum / shape.cpus());
  }

  private void toolstack(SequencedMap<String, Double> values) {
    double used = 42_000 + 190.0 * domainZero.domains() + 2_500 * unrest("xapi") + 1024 * toolstackLeakMib;
    values.put("xapi_memory_usage_kib", used);
    values.put("xapi_live_memory_kib", used * 0.62);
    values.put("xapi_free_memory_kib", used * 0.21);
    values.put("xapi_allocation_kib", 900 * unrest("allocation"));
  }

  private void network(SequencedMap<String, Double> values) {
    for (int i = 0; i < shape.nics(); i++) {
      values.put("pif_eth" + i + "_rx", (i == 0 ? stations.received.value(now) : 0) + 400 * unrest("rx" + i));
      values.put("pif_eth" + i + "_tx", (i == 0 ? stations.sent.value(now) : 0) + 150 * unrest("tx" + i));
    }
  }

  private double mib(Meter meter) {
    return meter.value(now) / (1 << 20);
  }

  private double unrest(String name) {
    return chance.fork(name + "@" + now.getEpochSecond() / SAMPLE_SECONDS).nextDouble();
  }
}
