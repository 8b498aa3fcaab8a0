package dev.assay.testkit;

import dev.assay.core.kpi.Kpi;
import dev.assay.core.time.Time;
import dev.assay.xapi.metrics.RrdUpdates;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/** What a host recorded of itself while VMs were busy, taken over into the run's samples at the instants it was read. */
public final class HostReadings {

  private static final double KIB_IN_MIB = 1_024;

  /** A metric of the host's, as the KPI it becomes. */
  private record Taken(String metric, Kpi kpi, double factor) {}

  private static final List<Taken> TAKEN = List.of(
      new Taken("cpu_avg", Kpi.lower("host.cpu-busy", "%"), 100),
      new Taken("loadavg", Kpi.lower("dom0.load", "processes"), 1),
      new Taken("dom0_cpu_avg", Kpi.lower("dom0.cpu-busy", "%"), 100),
      new Taken("dom0_memory_free_kib", Kpi.higher("dom0.memory-free", "MiB"), 1 / KIB_IN_MIB),
      new Taken("memory_free_kib", Kpi.higher("host.memory-free", "MiB"), 1 / KIB_IN_MIB),
      new Taken("xapi_memory_usage_kib", Kpi.lower("dom0.toolstack-memory", "MiB"), 1 / KIB_IN_MIB),
      new Taken("io_throughput_read", Kpi.higher("storage.read", "MiB/s"), 1),
      new Taken("io_throughput_write", Kpi.higher("storage.write", "MiB/s"), 1));

  private final List<Host> hosts;
  private final Time time;
  private final Instant began;

  private HostReadings(List<Host> hosts, Time time) {
    this.hosts = List.copyOf(hosts);
    this.time = time;
    this.began = time.now();
  }

  /** Begin; each host is looked at once, since one that nobody looks at may rest its recording. */
  public static HostReadings begin(List<Host> hosts, Time time) {
    var readings = new HostReadings(hosts, time);
    hosts.forEach(host -> host.metrics(Duration.ofMinutes(1)));
    return readings;
  }

  /** Record what the hosts read of themselves since the beginning, under a load's name: what it read under another one is no baseline. */
  public void record(Kpis kpis, String load) {
    record(kpis, new TreeMap<>(Map.of("load", load)));
  }

  /** Record it with what the load consists of; a metric that a host does not keep is left out. */
  public void record(Kpis kpis, SequencedMap<String, String> load) {
    for (var host : hosts) {
      var updates = host.metrics(time.since(began));
      TAKEN.forEach(taken -> record(kpis, host, updates, taken, load));
    }
  }

  private static void record(Kpis kpis, Host host, RrdUpdates updates, Taken taken, SequencedMap<String, String> load) {
    var dimensions = new TreeMap<String, String>(load);
    dimensions.put("host", host.id().value());
    updates.find(host.uuid(), taken.metric()).ifPresent(series -> series.known().forEach(reading ->
        kpis.recordAt(reading.at(), taken.kpi(), reading.value() * taken.factor(), dimensions)));
  }
}
