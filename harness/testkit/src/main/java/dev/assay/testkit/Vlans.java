package dev.assay.testkit;

import dev.assay.core.time.Time;
import dev.assay.xapi.model.HostRef;
import dev.assay.xapi.model.NetworkRef;
import dev.assay.xapi.model.PifFields;
import dev.assay.xapi.model.PifRef;
import dev.assay.xapi.model.VlanRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Makes and destroys VLANs on one host. */
record Vlans(Toolstack toolstack, HostRef host) {

  /** Make so many, all at the same time there, and destroy them again. */
  VlanRound comeAndGo(int from, int count) {
    var session = toolstack.session();
    var card = card();
    int before = interfaces();
    var networks = new ArrayList<NetworkRef>();
    var vlans = new ArrayList<VlanRef>();
    var made = new ArrayList<Duration>();
    for (int tag = from; tag < from + count; tag++) {
      long number = tag;
      networks.add(Network.make(toolstack, "vlan-" + tag, 1500).ref());
      made.add(timed(() -> vlans.add(session.callFor(VlanRef.KIND, "VLAN.create", card, number, networks.getLast()))));
    }
    int there = interfaces() - before;
    var destroyed = vlans.stream().map(vlan -> timed(() -> session.call("VLAN.destroy", vlan))).toList();
    networks.forEach(network -> session.call("network.destroy", network));
    return new VlanRound(made, destroyed, there, interfaces() - before);
  }

  private Duration timed(Runnable action) {
    Time time = toolstack.time();
    var begun = time.now();
    action.run();
    return time.since(begun);
  }

  private PifRef card() {
    return toolstack.session().all(PifRef.KIND).entrySet().stream()
        .filter(pif -> pif.getValue().get(PifFields.MANAGEMENT) && pif.getValue().get(PifFields.HOST).equals(host))
        .findFirst().orElseThrow().getKey();
  }

  private int interfaces() {
    List<PifRef> all = toolstack.session().callForAll(PifRef.KIND, "PIF.get_all");
    return all.size();
  }
}
