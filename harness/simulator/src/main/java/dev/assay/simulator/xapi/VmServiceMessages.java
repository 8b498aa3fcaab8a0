package dev.assay.simulator.xapi;

import dev.assay.simulator.performance.Operation;
import dev.assay.xapi.XapiException;
import java.util.List;
import java.util.regex.Pattern;

/** What is asked of single VMs and their interfaces beside their life: firmware strings, plug-ins, addresses, archives. */
final class VmServiceMessages {

  private static final Pattern WITH_PREFIX = Pattern.compile("(\\S+)/(\\d{1,3})");

  private VmServiceMessages() {}

  static void register(Messages messages) {
    messages
        .quick("VM.set_bios_strings", call -> biosStrings(call, call.map(1)))
        .quick("VM.copy_bios_strings", call -> biosStrings(call, call.object(1, "host").map("bios_strings")))
        .quick("VM.add_to_VCPUs_params_live", VmServiceMessages::schedule)
        .quick("VM.set_shadow_multiplier_live", VmServiceMessages::shadow)
        .work("VM.snapshot_with_quiesce", VmServiceMessages::quiesce)
        .work("VM.restart_device_models", VmServiceMessages::restartModels)
        .quick("VM.call_plugin", call -> plugin(call, call.object(0, "VM")))
        .quick("VM.call_host_plugin", Plugins::callBesideVm)
        .quick("VM.record_data_source", VmServiceMessages::knownSource)
        .quick("VM.forget_data_source_archives", VmServiceMessages::knownSource)
        .quick("host.record_data_source", VmServiceMessages::knownHostSource)
        .quick("host.forget_data_source_archives", VmServiceMessages::knownHostSource)
        .quick("VIF.configure_ipv4", call -> address(call, "ipv4", "[0-9.]+", 32))
        .quick("VIF.configure_ipv6", call -> address(call, "ipv6", "[0-9a-fA-F:]+", 128));
  }

  /** What a VM's firmware says of its maker is set once, before its first start. */
  private static Object biosStrings(Call call, java.util.SequencedMap<String, Object> strings) {
    var vm = call.object(0, "VM");
    if (!vm.map("bios_strings").isEmpty()) {
      throw Refusal.of("VM_BIOS_STRINGS_ALREADY_SET", vm.ref());
    }
    vm.set("bios_strings", strings);
    return Handler.VOID;
  }

  private static Object schedule(Call call) {
    var vm = call.object(0, "VM");
    mustRun(vm);
    if (vm.map("VCPUs_params").containsKey(call.text(1))) {
      throw Refusal.of("MAP_DUPLICATE_KEY", "VM", "VCPUs_params", vm.ref(), call.text(1));
    }
    vm.putInto("VCPUs_params", call.text(1), call.text(2));
    return Handler.VOID;
  }

  private static Object shadow(Call call) {
    var vm = call.object(0, "VM");
    mustRun(vm);
    if (call.real(1) < 1) {
      throw Refusal.invalidValue("multiplier", call.real(1));
    }
    vm.set("HVM_shadow_multiplier", call.real(1));
    return Handler.VOID;
  }

  /** No guest of the lab has the software that holds its writers still. */
  private static Object quiesce(Call call) {
    var vm = call.object(0, "VM");
    mustRun(vm);
    throw Refusal.of("VM_SNAPSHOT_WITH_QUIESCE_NOT_SUPPORTED", vm.ref());
  }

  private static Object restartModels(Call call) {
    var vm = call.object(0, "VM");
    mustRun(vm);
    if (!GuestKind.hvm(vm)) {
      throw Refusal.of("VM_HVM_REQUIRED", vm.ref());
    }
    Locks.check(vm, "pool_migrate");
    VmPowerMessages.domainOf(call, vm).host().perform(new Operation.PlugDevice());
    HostUpdates.movedModel(vm);
    return Handler.VOID;
  }

  private static Object plugin(Call call, Entity vm) {
    mustRun(vm);
    throw Refusal.of("XENAPI_MISSING_PLUGIN", call.text(1));
  }

  private static void mustRun(Entity vm) {
    if (!vm.text("power_state").equals("Running")) {
      throw Refusal.badPowerState(vm, "running");
    }
  }

  /** Everything is recorded from the start, so only the name counts. */
  private static Object knownSource(Call call) {
    var vm = call.object(0, "VM");
    mustRun(vm);
    VmPowerMessages.domainOf(call, vm).host().dataSources().valueOfVm(vm, call.text(1));
    return Handler.VOID;
  }

  private static Object knownHostSource(Call call) {
    HostMessages.toolstack(call).dataSources().value(call.text(1));
    return Handler.VOID;
  }

  private static Object address(Call call, String family, String form, int bits) {
    var vif = call.object(0, "VIF");
    if (call.text(1).equalsIgnoreCase("none")) {
      vif.set(family + "_configuration_mode", call.text(1)).set(family + "_addresses", List.of()).set(family + "_gateway", "");
      return Handler.VOID;
    }
    var found = WITH_PREFIX.matcher(call.text(2, ""));
    if (!found.matches() || !found.group(1).matches(form)) {
      throw invalidAddress("address");
    }
    if (Integer.parseInt(found.group(2)) > bits) {
      throw Refusal.of("INVALID_CIDR_ADDRESS_SPECIFIED", "address");
    }
    if (!call.text(3, "").matches("|" + form)) {
      throw invalidAddress("gateway");
    }
    vif.set(family + "_configuration_mode", call.text(1)).set(family + "_addresses", List.of(call.text(2))).set(family + "_gateway", call.text(3, ""));
    return Handler.VOID;
  }

  private static XapiException invalidAddress(String parameter) {
    return Refusal.of("INVALID_IP_ADDRESS_SPECIFIED", parameter);
  }
}
