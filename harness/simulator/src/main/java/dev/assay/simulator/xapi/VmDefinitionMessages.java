package dev.assay.simulator.xapi;

import dev.assay.core.Bytes;
import dev.assay.simulator.performance.Operation;
import java.util.List;
import java.util.regex.Pattern;

/** Making and unmaking VMs, and turning templates into VMs. */
final class VmDefinitionMessages {

  private static final Pattern DISK = Pattern.compile("<disk\\s[^>]*device=\"(\\d+)\"[^>]*size=\"(\\d+)\"[^>]*sr=\"([^\"]*)\"[^>]*bootable=\"(\\w+)\"");

  private VmDefinitionMessages() {}

  static void register(Messages messages) {
    messages
        .quick("VM.create", VmDefinitionMessages::create)
        .work("VM.destroy", VmDefinitionMessages::destroy)
        .work("VM.clone", call -> copy(call, "clone"))
        .work("VM.copy", VmDefinitionMessages::fullCopy)
        .work("VM.import", Transfers::importFrom)
        .work("VM.provision", VmDefinitionMessages::provision)
        .quick("VM.set_is_a_template", VmDefinitionMessages::setIsTemplate);
  }

  private static Object create(Call call) {
    var vm = Creation.from(call.database(), "VM", call.map(0));
    vm.set("power_state", "Halted").set("domid", -1L).set("is_default_template", false);
    if (vm.text("domain_type").equals("unspecified")) {
      vm.set("domain_type", vm.text("HVM_boot_policy").isEmpty() ? "pv" : "hvm");
    }
    try {
      checkProcessors(vm);
      MemoryLimits.check(vm);
    } catch (RuntimeException e) {
      vm.delete();
      throw e;
    }
    if (!vm.map("other_config").containsKey("mac_seed")) {
      vm.putInto("other_config", "mac_seed", call.pool().chance().uuid().toString());
    }
    return finish(call, vm);
  }

  private static void checkProcessors(Entity vm) {
    for (var field : List.of("VCPUs_max", "VCPUs_at_startup")) {
      if (vm.whole(field) < 1) {
        throw Refusal.invalidValue(field, vm.whole(field));
      }
    }
    if (vm.whole("VCPUs_at_startup") > vm.whole("VCPUs_max")) {
      throw Refusal.of("VALUE_NOT_SUPPORTED", "VCPUs_at_startup", vm.whole("VCPUs_at_startup"), "value greater than VCPUs_max");
    }
  }

  private static Object finish(Call call, Entity vm) {
    vm.set("metrics", call.database().create("VM_metrics").ref());
    vm.set("memory_overhead", VmMemory.overhead(vm).count());
    return vm.ref();
  }

  private static Object destroy(Call call) {
    var vm = call.object(0, "VM");
    Locks.occupy(call, vm, "destroy");
    VmCopies.delete(call.pool(), vm);
    return Handler.VOID;
  }

  private static Object copy(Call call, String operation) {
    var vm = call.object(0, "VM");
    Locks.occupy(call, vm, operation);
    call.ongoing().cancellable();
    return VmCopies.clone(call, vm, call.text(1)).ref();
  }

  private static Object fullCopy(Call call) {
    var vm = call.object(0, "VM");
    var sr = call.objectOrNull(2, "SR");
    Locks.occupy(call, vm, "copy");
    call.ongoing().cancellable();
    return VmCopies.copy(call, vm, call.text(1), sr).ref();
  }

  /** Make the disks that the template's XML asks for; what comes out is a VM. */
  private static Object provision(Call call) {
    var vm = call.object(0, "VM");
    Locks.occupy(call, vm, "provision");
    var matcher = DISK.matcher(Values.text(vm.map("other_config"), "disks"));
    while (matcher.find()) {
      var sr = matcher.group(3).isEmpty()
          ? call.pool().record().target("default_SR").orElseThrow(() -> Refusal.of("DEFAULT_SR_NOT_FOUND", call.pool().record().text("default_SR")))
          : call.database().byUuid("SR", matcher.group(3)).orElseThrow(() -> Refusal.of("UUID_INVALID", "SR", matcher.group(3)));
      call.perform(new Operation.CloneDisk());
      var vdi = Vdis.create(call.pool(), sr, vm.text("name_label") + " " + matcher.group(1), Bytes.of(Long.parseLong(matcher.group(2))), "system");
      VbdMessages.record(call.database(), vm, vdi, matcher.group(1), Boolean.parseBoolean(matcher.group(4)));
    }
    vm.removeFrom("other_config", "disks").removeFrom("other_config", "default_template");
    vm.set("is_a_template", false).set("is_default_template", false);
    return Handler.VOID;
  }

  private static Object setIsTemplate(Call call) {
    var vm = call.object(0, "VM");
    if (call.flag(1)) {
      Locks.check(vm, "make_into_template");
    } else if (vm.flag("is_default_template")) {
      throw Refusal.notAllowed("Default templates cannot be made into VMs");
    } else if (vm.flag("is_a_snapshot")) {
      throw Refusal.of("VM_IS_SNAPSHOT", vm.ref(), "make_into_template");
    }
    vm.set("is_a_template", call.flag(1));
    return Handler.VOID;
  }

}
