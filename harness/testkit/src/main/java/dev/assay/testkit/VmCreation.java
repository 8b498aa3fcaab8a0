package dev.assay.testkit;

import dev.assay.core.AssayException;
import dev.assay.xapi.model.NetworkRef;
import dev.assay.xapi.model.PifFields;
import dev.assay.xapi.model.PifRef;
import dev.assay.xapi.model.VmFields;
import dev.assay.xapi.model.VmRef;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes a VM from a template in the steps that the product's own clients take. */
record VmCreation(Toolstack toolstack, VmSpec spec) {

  Vm run(String name) {
    return toolstack.bench().act("vm.create", name, Map.of("guest", spec.image().label()), () -> {
      var vm = new Vm(toolstack, toolstack.session().runFor(VmRef.KIND, toolstack.limit(), "VM.clone", template(), name), name);
      long memory = toolstack.bench().guestMemory(spec.memory()).count();
      toolstack.session().call("VM.set_memory_limits", vm.ref(), memory, memory, memory, memory);
      toolstack.session().call("VM.set_VCPUs_max", vm.ref(), (long) spec.vcpus());
      toolstack.session().call("VM.set_VCPUs_at_startup", vm.ref(), (long) spec.vcpus());
      spec.storage().ifPresent(sr -> keepDisksOn(sr, vm.ref()));
      if (spec.paravirtual()) {
        toolstack.session().call("VM.set_domain_type", vm.ref(), "pv");
      }
      if (!spec.disks()) {
        wantNoDisks(vm.ref());
      }
      toolstack.run("VM.provision", vm.ref());
      if (toolstack.session().get(VmFields.IS_A_TEMPLATE, vm.ref())) {
        toolstack.session().call("VM.set_is_a_template", vm.ref(), false);
      }
      if (vm.networkCards() == 0) {
        vm.connect(managementNetwork());
      }
      return vm;
    });
  }

  /** The template says in XML which disks it wants and where; blank means the pool's default storage. */
  private void keepDisksOn(Sr sr, VmRef vm) {
    var config = new LinkedHashMap<String, Object>(toolstack.session().get(VmFields.OTHER_CONFIG, vm));
    config.computeIfPresent("disks", (key, disks) -> disks.toString().replaceAll("\\bsr=\"[^\"]*\"", "sr=\"" + sr.uuid() + "\""));
    toolstack.session().call("VM.set_other_config", vm, config);
  }

  private void wantNoDisks(VmRef vm) {
    var config = new LinkedHashMap<String, Object>(toolstack.session().get(VmFields.OTHER_CONFIG, vm));
    config.remove("disks");
    toolstack.session().call("VM.set_other_config", vm, config);
  }

  private VmRef template() {
    return java.util.stream.Stream.of("assay-" + spec.image().label(), spec.image().template())
        .flatMap(label -> toolstack.session().named(VmRef.KIND, label).stream())
        .filter(vm -> toolstack.session().get(VmFields.IS_A_TEMPLATE, vm))
        .findFirst()
        .orElseThrow(() -> new AssayException.Product("creating a VM: the pool of " + toolstack.master() + " has no template '"
            + spec.image().template() + "', nor one named assay-" + spec.image().label()));
  }

  private Network managementNetwork() {
    return toolstack.session().all(PifRef.KIND).values().stream()
        .filter(pif -> pif.get(PifFields.MANAGEMENT))
        .map(pif -> pif.get(PifFields.NETWORK))
        .findFirst()
        .map((NetworkRef ref) -> new Network(toolstack, ref))
        .orElseThrow(() -> new AssayException.Product("connecting a VM: no host of the pool of " + toolstack.master() + " has a management interface"));
  }
}
