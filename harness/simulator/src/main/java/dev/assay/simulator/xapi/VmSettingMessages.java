package dev.assay.simulator.xapi;

import dev.assay.core.Bytes;
import dev.assay.core.defect.Defect;
import dev.assay.simulator.performance.Operation;
import dev.assay.xapi.XapiException;

/** Memory and processors of VMs, halted and running. */
final class VmSettingMessages {

  private VmSettingMessages() {}

  static void register(Messages messages) {
    messages
        .quick("VM.set_memory_limits", call -> limits(call, call.whole(1), call.whole(3), call.whole(4), call.whole(2), "changing_memory_limits"))
        .quick("VM.set_memory", call -> limits(call, staticMin(call), call.whole(1), call.whole(1), call.whole(1), "changing_memory_limits"))
        .quick("VM.set_memory_static_range", call -> limits(call, call.whole(1), is(call, "memory_dynamic_min"), is(call, "memory_dynamic_max"), call.whole(2), "changing_static_range"))
        .quick("VM.set_memory_static_min", call -> limits(call, call.whole(1), is(call, "memory_dynamic_min"), is(call, "memory_dynamic_max"), is(call, "memory_static_max"), "changing_static_range"))
        .quick("VM.set_memory_static_max", call -> limits(call, is(call, "memory_static_min"), is(call, "memory_dynamic_min"), is(call, "memory_dynamic_max"), call.whole(1), "changing_static_range"))
        .quick("VM.set_memory_dynamic_min", call -> dynamic(call, call.whole(1), is(call, "memory_dynamic_max")))
        .quick("VM.set_memory_dynamic_max", call -> dynamic(call, is(call, "memory_dynamic_min"), call.whole(1)))
        .work("VM.set_memory_dynamic_range", call -> dynamic(call, call.whole(1), call.whole(2)))
        .work("VM.set_memory_target_live", call -> dynamic(call, call.whole(1), call.whole(1)))
        .work("VM.wait_memory_target_live", call -> {
          call.object(0, "VM");
          return Handler.VOID;
        })
        .quick("VM.set_VCPUs_max", VmSettingMessages::setMost)
        .quick("VM.set_VCPUs_at_startup", VmSettingMessages::setAtStartup)
        .work("VM.set_VCPUs_number_live", VmSettingMessages::setLive)
        .quick("VM.compute_memory_overhead", call -> VmMemory.overhead(call.object(0, "VM")).count())
        .quick("VM.get_cooperative", _ -> true)
        .quick("VM.set_HVM_boot_policy", call -> {
          call.object(0, "VM").set("domain_type", call.text(1).isEmpty() ? "pv" : "hvm");
          return plain(call, "HVM_boot_policy");
        })
        .quick("VM.set_domain_type", VmSettingMessages::setDomainType)
        .quick("VM.set_HVM_shadow_multiplier", call -> plain(call, "HVM_shadow_multiplier"))
        .quick("VM.set_blocked_operations", call -> plain(call, "blocked_operations"))
        .quick("VM.add_to_blocked_operations", call -> {
          call.object(0, "VM").putInto("blocked_operations", call.text(1), call.text(2));
          return Handler.VOID;
        })
        .quick("VM.remove_from_blocked_operations", call -> {
          call.object(0, "VM").removeFrom("blocked_operations", call.text(1));
          return Handler.VOID;
        })
        .quick("VM.set_order", call -> notNegative(call, "order"))
        .quick("VM.set_start_delay", call -> notNegative(call, "start_delay"))
        .quick("VM.set_shutdown_delay", call -> notNegative(call, "shutdown_delay"))
        .quick("VM.set_appliance", call -> {
          if (call.object(0, "VM").flag("is_control_domain")) {
            throw Refusal.notAllowed("Control domains cannot be assigned to appliances");
          }
          return plain(call, "appliance");
        })
        .quick("VM.set_suspend_VDI", call -> plain(call, "suspend_VDI"));
  }

  private static Object notNegative(Call call, String field) {
    call.object(0, "VM");
    if (call.whole(1) < 0) {
      throw Refusal.invalidValue(field + " must be non-negative", call.whole(1));
    }
    return plain(call, field);
  }

  /** How a VM boots follows from what its domain is, and the other way about. */
  private static Object setDomainType(Call call) {
    var vm = call.object(0, "VM");
    if (!vm.text("power_state").equals("Halted")) {
      throw Refusal.badPowerState(vm, "halted");
    }
    if (call.text(1).equals("unspecified")) {
      throw Refusal.of("VALUE_NOT_SUPPORTED", "domain_type", "unspecified", "The domain type must be one that a VM can have");
    }
    vm.set("HVM_boot_policy", call.text(1).equals("hvm") ? "BIOS order" : "");
    return plain(call, "domain_type");
  }

  private static long is(Call call, String field) {
    return call.object(0, "VM").whole(field);
  }

  private static long staticMin(Call call) {
    return Math.min(is(call, "memory_static_min"), call.whole(1));
  }

  private static Object plain(Call call, String field) {
    call.object(0, "VM").set(field, call.arguments().get(1));
    return Handler.VOID;
  }

  private static Object limits(Call call, long staticMin, long dynamicMin, long dynamicMax, long staticMax, String operation) {
    var vm = call.object(0, "VM");
    Locks.check(vm, operation);
    MemoryLimits.set(vm, staticMin, dynamicMin, dynamicMax, staticMax);
    return Handler.VOID;
  }

  private static Object dynamic(Call call, long least, long most) {
    var vm = call.object(0, "VM");
    Locks.check(vm, "changing_dynamic_range");
    MemoryLimits.check(vm.whole("memory_static_min"), least, most, vm.whole("memory_static_max"));
    if (vm.text("power_state").equals("Running") && !vm.flag("is_control_domain")) {
      balloon(call, vm, Bytes.of(most));
    }
    vm.set("memory_dynamic_min", least).set("memory_dynamic_max", most);
    return Handler.VOID;
  }

  /** Let the guest give memory back, or get more as far as its host has it. */
  private static void balloon(Call call, Entity vm, Bytes target) {
    var domain = VmPowerMessages.domainOf(call, vm);
    domain.host().perform(new Operation.ControlCall());
    if (call.has(Defect.BALLOONING_WRONG)) {
      return;
    }
    var wanted = target.plus(VmMemory.overhead(vm));
    domain.host().running().unclaim(domain.claimed());
    try {
      domain.host().running().claim(wanted);
    } catch (XapiException e) {
      domain.host().running().claim(domain.claimed());
      throw e;
    }
    domain.adjustClaim(wanted);
    vm.set("memory_target", target.count());
    vm.target("metrics").ifPresent(metrics -> metrics.set("memory_actual", target.count()));
  }

  private static Object setMost(Call call) {
    var vm = call.object(0, "VM");
    Locks.check(vm, "changing_VCPUs");
    require(call.whole(1) >= 1 && vm.whole("VCPUs_at_startup") <= call.whole(1), "VCPUs_max", call.whole(1));
    vm.set("VCPUs_max", call.whole(1));
    return Handler.VOID;
  }

  private static Object setAtStartup(Call call) {
    var vm = call.object(0, "VM");
    Locks.check(vm, "changing_VCPUs");
    require(call.whole(1) >= 1 && call.whole(1) <= vm.whole("VCPUs_max"), "VCPUs_at_startup", call.whole(1));
    vm.set("VCPUs_at_startup", call.whole(1));
    return Handler.VOID;
  }

  private static Object setLive(Call call) {
    var vm = call.object(0, "VM");
    Locks.occupy(call, vm, "changing_VCPUs_live");
    require(call.whole(1) >= 1 && call.whole(1) <= vm.whole("VCPUs_max"), "VCPUs_number", call.whole(1));
    VmPowerMessages.domainOf(call, vm).host().perform(new Operation.PlugDevice());
    vm.set("VCPUs_at_startup", call.whole(1));
    vm.target("metrics").ifPresent(metrics -> metrics.set("VCPUs_number", call.whole(1)));
    return Handler.VOID;
  }

  private static void require(boolean holds, String field, long value) {
    if (!holds) {
      throw Refusal.invalidValue(field, value);
    }
  }
}
