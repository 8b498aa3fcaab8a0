package dev.assay.testkit.bench;

import dev.assay.core.HostId;
import dev.assay.testkit.Bench;
import dev.assay.xapi.client.XapiSession;
import dev.assay.xapi.model.Kind;
import dev.assay.xapi.model.NetworkRef;
import dev.assay.xapi.model.Ref;
import dev.assay.xapi.model.SrRef;
import dev.assay.xapi.model.VdiRef;
import dev.assay.xapi.model.VmRef;
import java.util.List;
import java.util.stream.Stream;

/** What one pool holds: what a case adds to it is the case's to remove. */
record Inventory(HostId master, List<VmRef> vms, List<VdiRef> disks, List<SrRef> repositories, List<NetworkRef> networks) {

  static List<Inventory> ofEach(Bench bench) {
    return bench.benches().stream()
        .flatMap(each -> Stream.concat(each.pooled().stream().limit(1), each.solo().stream()).map(master -> of(bench, master)))
        .toList();
  }

  static Inventory of(Bench bench, HostId master) {
    var session = bench.toolstack(master).session();
    return new Inventory(master, all(session, VmRef.KIND), all(session, VdiRef.KIND), all(session, SrRef.KIND), all(session, NetworkRef.KIND));
  }

  private static <R extends Ref> List<R> all(XapiSession session, Kind<R> kind) {
    return session.callForAll(kind, kind + ".get_all");
  }
}
