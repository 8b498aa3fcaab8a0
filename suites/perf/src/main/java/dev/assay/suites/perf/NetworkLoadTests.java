package dev.assay.suites.perf;

import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.kpi.Kpi;
import dev.assay.core.time.Time;
import dev.assay.testkit.Area;
import dev.assay.testkit.Host;
import dev.assay.testkit.HostReadings;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.Size;
import dev.assay.testkit.Storage;
import dev.assay.testkit.Vm;
import dev.assay.testkit.load.Iperf;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.testng.annotations.Test;

/** Pairs of guests send to each other within a host and between hosts, with so many connections, for so long. */
@Area("performance")
class NetworkLoadTests {

  private static final Kpi THROUGHPUT = Kpi.higher("network.throughput", "Gbit/s");

  private final Pool pool;
  private final Route route;
  private final Threads connections;
  private final Crowd pairs;
  private final LoadLength length;
  private final Time time;
  private final Kpis kpis;
  private final Quantities sizes;

  NetworkLoadTests(@Size(2) @Storage("nfs") Pool pool, Route route, Threads connections, Crowd pairs, LoadLength length, Time time, Kpis kpis, Quantities sizes) {
    this.pool = pool;
    this.route = route;
    this.connections = connections;
    this.pairs = pairs;
    this.length = length;
    this.time = time;
    this.kpis = kpis;
    this.sizes = sizes;
  }

  @Test
  void guestsReachEachOther() {
    var receiver = route.receiver(pool);
    boolean merges = receiver.mergesReceived();
    receiver.mergeReceived(merges && route != Route.BETWEEN_HOSTS_WITHOUT_GRO);
    try {
      measure(guestsOn(pool.master()), guestsOn(receiver));
    } finally {
      receiver.mergeReceived(merges);
    }
    assertThat(pool).isHealthy();
  }

  private void measure(List<Vm> senders, List<Vm> servers) {
    servers.forEach(Iperf::serve);
    var dimensions = new TreeMap<String, String>();
    dimensions.put("route", route.label());
    dimensions.put("connections", Integer.toString(connections.count()));
    dimensions.put("pairs", Integer.toString(pairs.count()));
    dimensions.put("length", length.label());
    var load = new Iperf(connections.count(), length.of(sizes));
    var readings = HostReadings.begin(pool.hosts(), time);
    var forks = new ArrayList<Time.Fork<Double>>();
    for (int pair = 0; pair < senders.size(); pair++) {
      var sender = senders.get(pair);
      var server = servers.get(pair);
      forks.add(time.fork("iperf3 in " + sender.name(), () -> load.between(sender, server)));
    }
    kpis.record(THROUGHPUT, forks.stream().mapToDouble(Time.Fork::join).sum(), dimensions);
    readings.record(kpis, dimensions);
    Stream.concat(senders.stream(), servers.stream()).forEach(Vm::close);
  }

  private List<Vm> guestsOn(Host host) {
    return Stream.generate(() -> pool.create(vm()).startOn(host)).limit(pairs.count()).toList();
  }
}
