package dev.assay.testkit;

import dev.assay.xapi.model.PowerState;
import dev.assay.xapi.model.VbdFields;
import dev.assay.xapi.model.VdiRef;
import dev.assay.xapi.model.VmFields;
import dev.assay.xapi.model.VmRef;
import java.util.List;

/** Removes VMs with everything that belongs to them. */
public record VmRemoval(Toolstack toolstack) {

  /** Cut the VM's power if need be, and destroy it, its disks and its snapshots. */
  public void remove(VmRef vm) {
    var session = toolstack.session();
    if (session.get(VmFields.POWER_STATE, vm) != PowerState.HALTED && !session.get(VmFields.IS_A_SNAPSHOT, vm)) {
      toolstack.run("VM.hard_shutdown", vm);
    }
    session.get(VmFields.SNAPSHOTS, vm).forEach(this::destroy);
    destroy(vm);
  }

  private void destroy(VmRef vm) {
    var session = toolstack.session();
    var disks = disks(vm);
    var memory = session.get(VmFields.SUSPEND_VDI, vm);
    session.call("VM.destroy", vm);
    disks.forEach(vdi -> session.call("VDI.destroy", vdi));
    if (!memory.isNull() && session.callForAll(VdiRef.KIND, "VDI.get_all").contains(memory)) {
      session.call("VDI.destroy", memory);
    }
  }

  private List<VdiRef> disks(VmRef vm) {
    var session = toolstack.session();
    return session.get(VmFields.VBDS, vm).stream()
        .filter(vbd -> session.get(VbdFields.TYPE, vbd).equals("Disk"))
        .map(vbd -> session.get(VbdFields.VDI, vbd))
        .filter(vdi -> !vdi.isNull())
        .distinct()
        .toList();
  }
}
