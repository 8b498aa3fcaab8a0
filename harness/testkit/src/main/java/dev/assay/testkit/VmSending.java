package dev.assay.testkit;

import dev.assay.core.AssayException;
import dev.assay.xapi.model.NetworkRef;
import dev.assay.xapi.model.PifFields;
import dev.assay.xapi.model.PifRef;
import dev.assay.xapi.model.VmFields;
import dev.assay.xapi.model.VmRef;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sends a VM with its disks to a host of another pool, as {@code xe vm-migrate remote-master=...} does. */
record VmSending(Vm vm, Host destination, Sr storage) {

  /** Leave the original where it is, and make a copy there; it has an identity of its own. */
  Vm copy() {
    var options = new LinkedHashMap<String, Object>();
    options.put("copy", "true");
    var target = destination.toolstack();
    var before = target.session().callForAll(VmRef.KIND, "VM.get_all");
    send(options);
    return target.session().callForAll(VmRef.KIND, "VM.get_all").stream().filter(ref -> !before.contains(ref))
        .filter(ref -> !target.session().get(VmFields.IS_A_SNAPSHOT, ref)).findFirst()
        .map(ref -> new Vm(target, ref, vm.name()))
        .orElseThrow(() -> new AssayException.Product("copying " + vm + " to " + destination + ": the product says it succeeded, and there is no new VM there"));
  }

  Vm run() {
    var uuid = vm.uuid();
    send(new LinkedHashMap<>());
    return new Vm(destination.toolstack(), destination.toolstack().session().byUuid(VmRef.KIND, uuid), vm.name());
  }

  private void send(LinkedHashMap<String, Object> options) {
    var source = vm.toolstack();
    var target = destination.toolstack();
    source.bench().act("vm.send", vm.name(), Map.of("to", destination.id().value()), () -> {
      var network = managementNetwork(target);
      var way = target.session().call("host.migrate_receive", destination.ref(), network, new LinkedHashMap<String, Object>());
      var disks = new LinkedHashMap<String, Object>();
      vm.disks().forEach(disk -> disks.put(disk.vdi().value(), storage.ref().value()));
      var cards = new LinkedHashMap<String, Object>();
      source.session().get(VmFields.VIFS, vm.ref()).forEach(vif -> cards.put(vif.value(), network.value()));
      return source.session().run(source.limit(), "VM.migrate_send", vm.ref(), way, true, disks, cards, options);
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
