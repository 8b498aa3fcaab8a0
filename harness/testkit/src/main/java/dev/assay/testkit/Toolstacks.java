package dev.assay.testkit;

import dev.assay.core.AssayException;
import dev.assay.core.HostId;
import dev.assay.xapi.Transport;
import dev.assay.xapi.client.XapiClient;
import dev.assay.xapi.table.ApiTable;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** The toolstacks of a bench's hosts, each logged in to once. */
final class Toolstacks {

  private final Bench bench;
  private final XapiClient client;
  private final SequencedMap<HostId, Toolstack> open = new LinkedHashMap<>();

  Toolstacks(Bench bench) {
    this.bench = bench;
    this.client = XapiClient.of(ApiTable.load(), bench.time()).redirectingBy(this::transportTo);
  }

  Toolstack of(HostId host) {
    return open.computeIfAbsent(host, master -> new Toolstack(bench, client, master));
  }

  void forget(HostId host) {
    open.remove(host);
  }

  void forgetAll() {
    open.clear();
  }

  private Transport transportTo(String address) {
    return bench.hosts().stream()
        .filter(host -> bench.declared(host).address().equals(address))
        .findFirst()
        .map(host -> bench.machine(host).xapi())
        .orElseThrow(() -> new AssayException.Lab("following a slave to its master at " + address
            + ": none of the leased hosts " + bench.hosts() + " has that address"));
  }
}
