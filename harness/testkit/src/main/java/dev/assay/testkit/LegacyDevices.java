package dev.assay.testkit;

import dev.assay.xapi.model.VbdFields;
import dev.assay.xapi.model.VmFields;

/** What a fully virtualised VM has of old hardware and does without: serial and parallel ports, a CD drive. */
public final class LegacyDevices {

  private static final String NONE = "none";

  private LegacyDevices() {}

  /** Take them from a halted VM; its clones have none either. */
  public static Vm takenFrom(Vm vm) {
    var session = vm.toolstack().session();
    set(vm, "platform", "parallel");
    set(vm, "other_config", "hvm_serial");
    session.get(VmFields.VBDS, vm.ref()).stream()
        .filter(vbd -> session.get(VbdFields.TYPE, vbd).equals("CD"))
        .forEach(drive -> session.call("VBD.destroy", drive));
    return vm;
  }

  private static void set(Vm vm, String field, String key) {
    vm.toolstack().session().call("VM.remove_from_" + field, vm.ref(), key);
    vm.toolstack().session().call("VM.add_to_" + field, vm.ref(), key, NONE);
  }
}
