package dev.assay.testkit;

import dev.assay.core.Bytes;
import dev.assay.xapi.model.PoolFields;
import dev.assay.xapi.model.PowerState;
import dev.assay.xapi.model.VbdFields;
import dev.assay.xapi.model.VbdRef;
import dev.assay.xapi.model.VdiRef;
import dev.assay.xapi.model.VifFields;
import dev.assay.xapi.model.VifRef;
import dev.assay.xapi.model.VmFields;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The disks and network cards of a VM. */
record VmDevices(Vm vm) {

  Disk addDisk(Bytes size) {
    var session = toolstack().session();
    var sr = new Sr(toolstack(), session.get(PoolFields.DEFAULT_SR, toolstack().pool()));
    return plug(sr.createDisk(size));
  }

  Disk plug(VdiRef vdi) {
    return plug(vdi, freePosition("VM.get_allowed_VBD_devices"));
  }

  Disk plug(VdiRef vdi, String position) {
    return toolstack().bench().act("vbd.plug", vm.name(), Map.of("position", position), () -> {
      var vbd = toolstack().session().callFor(VbdRef.KIND, "VBD.create", Records.plug(vm.ref(), vdi, position));
      if (vm.powerState() == PowerState.RUNNING) {
        toolstack().run("VBD.plug", vbd);
      }
      return new Disk(vbd, vdi, vm);
    });
  }

  List<Disk> disks() {
    var session = toolstack().session();
    return session.get(VmFields.VBDS, vm.ref()).stream()
        .filter(vbd -> session.get(VbdFields.TYPE, vbd).equals("Disk"))
        .sorted(Comparator.comparingInt(vbd -> Integer.parseInt(session.get(VbdFields.USERDEVICE, vbd))))
        .map(vbd -> new Disk(vbd, session.get(VbdFields.VDI, vbd), vm))
        .toList();
  }

  void remove(Disk disk) {
    toolstack().bench().act("vbd.destroy", vm.name(), () -> {
      if (toolstack().session().get(VbdFields.CURRENTLY_ATTACHED, disk.vbd())) {
        toolstack().run("VBD.unplug", disk.vbd());
      }
      toolstack().session().call("VBD.destroy", disk.vbd());
      toolstack().session().call("VDI.destroy", disk.vdi());
    });
  }

  Network network() {
    var first = toolstack().session().get(VmFields.VIFS, vm.ref()).getFirst();
    return new Network(toolstack(), toolstack().session().get(VifFields.NETWORK, first));
  }

  List<NetworkCard> cards() {
    return toolstack().session().get(VmFields.VIFS, vm.ref()).stream()
        .map(vif -> new NetworkCard(vif, toolstack().session().get(VifFields.MAC, vif)))
        .toList();
  }

  NetworkCard connect(Network network) {
    return connect(network, freePosition("VM.get_allowed_VIF_devices"));
  }

  NetworkCard connect(Network network, String position) {
    return toolstack().bench().act("vif.plug", vm.name(), Map.of("position", position), () -> {
      var vif = toolstack().session().callFor(VifRef.KIND, "VIF.create", Records.card(vm.ref(), network.ref(), position));
      if (vm.powerState() == PowerState.RUNNING) {
        toolstack().run("VIF.plug", vif);
      }
      return new NetworkCard(vif, toolstack().session().get(VifFields.MAC, vif));
    });
  }

  void disconnect(NetworkCard card) {
    toolstack().bench().act("vif.unplug", vm.name(), () -> {
      if (vm.powerState() == PowerState.RUNNING) {
        toolstack().run("VIF.unplug", card.vif());
      }
      toolstack().session().call("VIF.destroy", card.vif());
    });
  }

  int freeDiskPositions() {
    return ((List<?>) toolstack().session().call("VM.get_allowed_VBD_devices", vm.ref())).size();
  }

  private String freePosition(String method) {
    return ((List<?>) toolstack().session().call(method, vm.ref())).getFirst().toString();
  }

  private Toolstack toolstack() {
    return vm.toolstack();
  }
}
