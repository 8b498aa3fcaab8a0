package dev.assay.testkit;

import dev.assay.xapi.model.NetworkRef;
import dev.assay.xapi.model.PifFields;
import dev.assay.xapi.model.PifRef;
import dev.assay.xapi.model.VmFields;
import dev.assay.xapi.model.VmRef;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sends a VM with its disks to a host of another pool, as {@code xe vm-migrate remote-master=...} does. */
record VmSending(Vm vm, Host destination, Sr storage) {

  Vm run() {
    var source = vm.toolstack();
    var target = destination.toolstack();
    return source.bench().act("vm.send", vm.name(), Map.of("to", destination.id().value()), () -> {
      var network = managementNetwork(target);
      var way = target.session().call("host.migrate_receive", destination.ref(), network, new LinkedHashMap<String, Object>());
      var disks = new LinkedHashMap<String, Object>();
      vm.disks().forEach(disk -> disks.put(disk.vdi().value(), storage.ref().value()));
      var cards = new LinkedHashMap<String, Object>();
      source.session().get(VmFields.VIFS, vm.ref()).forEach(vif -> cards.put(vif.value(), network.value()));
      var uuid = vm.uuid();
      source.session().run(Toolstack.OPERATION, "VM.migrate_send", vm.ref(), way, true, disks, cards, new LinkedHashMap<String, Object>());
      return new Vm(target, target.session().byUuid(VmRef.KIND, uuid), vm.name());
    });
  }

  private static NetworkRef managementNetwork(Toolstack toolstack) {
    return toolstack.session().all(PifRef.KIND).values().stream()
        .filter(pif -> pif.get(PifFields.MANAGEMENT))
        .map(pif -> pif.get(PifFields.NETWORK))
        .findFirst()
        .orElseThrow();
  }
}
