package dev.assay.simulator.xapi;

import dev.assay.core.time.Time;
import dev.assay.xapi.XapiException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

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
    return inOrder(call, "start", Comparator.naturalOrder(), vm -> vm.whole("start_delay"), vm -> {
      switch (vm.text("power_state")) {
        case "Halted" -> inner.call(call, "VM.start", vm.ref(), paused, false);
        case "Suspended" -> inner.call(call, "VM.resume", vm.ref(), paused, false);
        case "Paused" -> inner.call(call, "VM.unpause", vm.ref());
        default -> call.object(0, "VM_appliance");
      }
    });
  }

  private Object stop(Call call, String operation) {
    return inOrder(call, operation, Comparator.reverseOrder(), vm -> vm.whole("shutdown_delay"), vm -> {
      if (!vm.text("power_state").equals("Halted")) {
        inner.call(call, "VM." + operation, vm.ref());
      }
    });
  }

  private static Object inOrder(
      Call call, String operation, Comparator<Long> order, Function<Entity, Long> delay, Consumer<Entity> action) {
    var appliance = call.object(0, "VM_appliance");
    Locks.occupy(call, appliance, operation);
    var groups = new TreeMap<Long, List<Entity>>(order);
    appliance.targets("VMs").forEach(vm -> groups.computeIfAbsent(vm.whole("order"), _ -> new ArrayList<>()).add(vm));
    var failed = new ArrayList<String>();
    groups.values().forEach(group -> failed.addAll(sideBySide(call, operation, group, delay, action)));
    if (!failed.isEmpty()) {
      failed.addFirst("VM_appliance." + operation);
      throw Refusal.of("OPERATION_PARTIALLY_FAILED", failed.toArray());
    }
    return Handler.VOID;
  }

  private static List<String> sideBySide(
      Call call, String operation, List<Entity> group, Function<Entity, Long> delay, Consumer<Entity> action) {
    var forks = new ArrayList<Time.Fork<Boolean>>();
    for (var vm : group) {
      forks.add(call.time().fork(operation + " " + vm.text("name_label"), () -> {
        try {
          action.accept(vm);
          return true;
        } catch (XapiException e) {
          return false;
        }
      }));
    }
    var failed = new ArrayList<String>();
    for (int i = 0; i < group.size(); i++) {
      if (!forks.get(i).join()) {
        failed.add(group.get(i).ref());
      }
    }
    long pause = group.stream().mapToLong(delay::apply).max().orElse(0);
    if (pause > 0) {
      call.time().sleep(Duration.ofSeconds(pause));
    }
    return failed;
  }
}
