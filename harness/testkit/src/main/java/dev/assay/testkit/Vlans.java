package dev.assay.testkit;

import dev.assay.xapi.model.HostRef;
import dev.assay.xapi.model.NetworkRef;
import dev.assay.xapi.model.PifFields;
import dev.assay.xapi.model.PifRef;
import dev.assay.xapi.model.VlanRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

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
      networks.add(network(tag));
      vlans.add(session.callFor(VlanRef.KIND, "VLAN.create", card, (long) tag, networks.getLast()));
    }
    vlans.forEach(vlan -> session.call("VLAN.destroy", vlan));
    networks.forEach(network -> session.call("network.destroy", network));
    return session.callForAll(PifRef.KIND, "PIF.get_all").size() - before;
  }

  private NetworkRef network(int tag) {
    var arguments = new LinkedHashMap<String, Object>();
    arguments.put("name_label", "vlan-" + tag);
    arguments.put("name_description", "");
    arguments.put("MTU", 1500L);
    arguments.put("other_config", new LinkedHashMap<String, Object>());
    arguments.put("tags", List.of());
    return toolstack.session().callFor(NetworkRef.KIND, "network.create", arguments);
  }
}
