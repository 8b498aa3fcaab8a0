package dev.assay.testkit;

import dev.assay.xapi.model.HostRef;
import dev.assay.xapi.model.NetworkRef;
import dev.assay.xapi.model.PifFields;
import dev.assay.xapi.model.PifRef;
import dev.assay.xapi.model.VlanRef;
import java.util.ArrayList;

/** Makes and destroys VLANs on one host. */
record Vlans(Toolstack toolstack, HostRef host) {

  int leaveBehind(int from, int count) {
    var session = toolstack.session();
    var card = session.all(PifRef.KIND).entrySet().stream()
        .filter(pif -> pif.getValue().get(PifFields.MANAGEMENT) && pif.getValue().get(PifFields.HOST).equals(host))
        .findFirst().orElseThrow().getKey();
    int before = session.callForAll(PifRef.KIND, "PIF.get_all").size();
    var networks = new ArrayList<NetworkRef>();
    var vlans = new ArrayList<VlanRef>();
    for (int tag = from; tag < from + count; tag++) {
      networks.add(Network.make(toolstack, "vlan-" + tag, 1500).ref());
      vlans.add(session.callFor(VlanRef.KIND, "VLAN.create", card, (long) tag, networks.getLast()));
    }
    vlans.forEach(vlan -> session.call("VLAN.destroy", vlan));
    networks.forEach(network -> session.call("network.destroy", network));
    return session.callForAll(PifRef.KIND, "PIF.get_all").size() - before;
  }
}
