package dev.assay.simulator.xapi;

import dev.assay.core.time.Time;
import dev.assay.xapi.XapiException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Groups of VMs that start and stop together, in their order, each order's VMs side by side. */
final class ApplianceMessages {

  private final Inner inner;

  private ApplianceMessages(Inner inner) {
    this.inner = inner;
  }

  static void register(Messages messages, Inner inner) {
    new ApplianceMessages(inner).register(messages);
  }

  private void register(Messages messages) {
    messages
        .quick("VM_appliance.create", call -> Creation.from(call.database(), "VM_appliance", call.map(0)).ref())
        .quick("VM_appliance.destroy", call -> {
          var appliance = call.object(0, "VM_appliance");
          appliance.targets("VMs").forEach(vm -> vm.set("appliance", Refs.NULL));
          call.database().delete(appliance);
          return Handler.VOID;
        })
        .work("VM_appliance.start", call -> start(call, call.flag(1)))
        .work("VM_appliance.clean_shutdown", call -> stop(call, "clean_shutdown"))
        .work("VM_appliance.hard_shutdown", call -> stop(call, "hard_shutdown"))
        .work("VM_appliance.shutdown", call -> stop(call, "shutdown"))
        .quick("VM_appliance.assert_can_be_recovered", call -> reachable(call))
        .quick("VM_appliance.get_SRs_required_for_recovery", call -> call.object(0, "VM_appliance").targets("VMs").stream()
            .flatMap(vm -> vm.targets("VBDs").stream())
            .flatMap(vbd -> vbd.target("VDI").stream())
            .<Object>map(vdi -> vdi.text("SR"))
            .distinct()
            .toList());
  }

  private static Object reachable(Call call) {
    for (var vm : call.object(0, "VM_appliance").targets("VMs")) {
      RecoveryMessages.mustSeeStorage(call, vm);
    }
    return Handler.VOID;
  }

  private Object start(Call call, boolean paused) {
    return inOrder(call, "start", Comparator.naturalOrder(), paused ? "Paused" : "Running",
        vm -> inner.call(call, "VM.start", vm.ref(), paused, false));
  }

  private Object stop(Call call, String operation) {
    return inOrder(call, operation, Comparator.reverseOrder(), "Halted", vm -> inner.call(call, "VM." + operation, vm.ref()));
  }

  /** Ask all that are not in the wanted state yet for it; those that are not in it in the end have failed, whatever the reason. */
  private static Object inOrder(Call call, String operation, Comparator<Long> order, String wanted, Consumer<Entity> action) {
    var appliance = call.object(0, "VM_appliance");
    Locks.occupy(call, appliance, operation);
    var vms = appliance.targets("VMs").stream().filter(vm -> !vm.text("power_state").equals(wanted)).toList();
    var groups = new TreeMap<Long, List<Entity>>(order);
    vms.forEach(vm -> groups.computeIfAbsent(vm.whole("order"), _ -> new ArrayList<>()).add(vm));
    groups.values().forEach(group -> sideBySide(call, operation, group, action));
    var failed = vms.stream().filter(vm -> !vm.text("power_state").equals(wanted)).map(Entity::ref).toList();
    if (!failed.isEmpty()) {
      throw Refusal.of("OPERATION_PARTIALLY_FAILED", Stream.concat(Stream.of("VM_appliance." + operation), failed.stream()).toArray());
    }
    return Handler.VOID;
  }

  private static void sideBySide(Call call, String operation, List<Entity> group, Consumer<Entity> action) {
    group.stream()
        .map(vm -> call.time().fork(operation + " " + vm.text("name_label"), () -> {
          try {
            action.accept(vm);
          } catch (XapiException e) {
            call.host().doors().log("xensource.log", "VM_appliance." + operation + ": " + vm.uuid() + ": " + e.getMessage());
          }
          return true;
        }))
        .toList()
        .forEach(Time.Fork::join);
  }
}
