package dev.assay.testkit;

import dev.assay.xapi.model.VmFields;
import dev.assay.xapi.model.VmRef;
import java.util.Map;

/** The state of a VM at one instant. It goes with its VM. */
public final class Snapshot {

  private final Toolstack toolstack;
  private final VmRef ref;
  private final Vm origin;

  Snapshot(Toolstack toolstack, VmRef ref, Vm origin) {
    this.toolstack = toolstack;
    this.ref = ref;
    this.origin = origin;
  }

  /** Make a VM that starts out from it. */
  public Vm copyOnWriteClone() {
    var label = toolstack.bench().name("vm");
    return toolstack.bench().act("vm.clone", origin.name(), Map.of("to", label), () -> {
      var clone = new Vm(toolstack, toolstack.session().runFor(VmRef.KIND, toolstack.limit(), "VM.clone", ref, label), label);
      if (toolstack.session().get(VmFields.IS_A_TEMPLATE, clone.ref())) {
        toolstack.session().call("VM.set_is_a_template", clone.ref(), false);
      }
      return clone;
    });
  }

  /** Bring the VM back to it: halted if it keeps disks alone, suspended if it keeps memory too. */
  public void revert() {
    toolstack.bench().act("vm.revert", origin.name(), Map.of(), () -> toolstack.run("VM.revert", ref));
  }

  /** Destroy it with what it keeps; its VM stays. */
  public void destroy() {
    toolstack.bench().act("snapshot.destroy", origin.name(), Map.of(), () -> {
      new VmRemoval(toolstack).remove(ref);
      return ref;
    });
  }
}
