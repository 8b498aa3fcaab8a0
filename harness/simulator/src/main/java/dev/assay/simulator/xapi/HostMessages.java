package dev.assay.simulator.xapi;

import dev.assay.core.defect.Defect;
import dev.assay.xapi.XapiException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Hosts: in and out of service, evacuated, asked for what they know. */
final class HostMessages {

  private HostMessages() {}

  static void register(Messages messages) {
    messages
        .quick("host.disable", call -> enable(call, false))
        .quick("host.enable", HostMessages::enable)
        .work("host.evacuate", HostMessages::evacuate)
        .quick("host.assert_can_evacuate", HostMessages::assertCanEvacuate)
        .quick("host.get_vms_which_prevent_evacuation", HostMessages::preventing)
        .quick("host.get_uncooperative_resident_VMs", _ -> List.of())
        .quick("host.get_servertime", call -> toolstack(call).now())
        .quick("host.get_server_localtime", call -> toolstack(call).now())
        .quick("host.compute_free_memory", call -> toolstack(call).doors().resources().freeMemory().count())
        .quick("host.compute_memory_overhead", call -> call.object(0, "host").whole("memory_overhead"))
        .quick("host.get_management_interface", HostMessages::managementInterface)
        .quick("host.list_methods", call -> call.database().schemas().methodNames(call.host().release()))
        .quick("host.get_data_sources", call -> toolstack(call).dataSources().describe())
        .quick("host.query_data_source", call -> toolstack(call).dataSources().value(call.text(1)))
        .quick("host.get_system_status_capabilities", _ -> "<system-status-capabilities/>")
        .quick("host.set_hostname_live", call -> {
          call.object(0, "host").set("hostname", call.text(1));
          return Handler.VOID;
        })
        .quick("host.sync_data", call -> {
          call.object(0, "host");
          return Handler.VOID;
        })
        .quick("host.backup_rrds", call -> {
          call.object(0, "host");
          return Handler.VOID;
        })
        .quick("host.call_plugin", Plugins::call)
        .quick("host.has_extension", _ -> false);
  }

  static HostToolstack toolstack(Call call) {
    var host = call.object(0, "host");
    Placement.offline(call.pool(), host).ifPresent(refusal -> {
      throw refusal;
    });
    return call.pool().hostOf(host);
  }

  private static Object enable(Call call, boolean enabled) {
    call.object(0, "host").set("enabled", enabled);
    return Handler.VOID;
  }

  private static Object enable(Call call) {
    Locks.check(toolstack(call).record(), "enable");
    return enable(call, true);
  }

  private static List<Entity> residents(Entity host) {
    return host.targets("resident_VMs").stream().filter(vm -> !vm.flag("is_control_domain")).toList();
  }

  /** Find another enabled host of the same or a newer version that can take the VM. */
  private static Optional<Entity> refuge(Call call, Entity vm, Entity host) {
    return call.database()
        .where("host", other -> other != host && VmMigrationMessages.checkDestination(call.pool(), vm, other).isEmpty())
        .max(Comparator.comparing(other -> call.pool().hostOf(other).doors().resources().freeMemory()));
  }

  private static Optional<XapiException> cannotLeave(Call call, Entity vm, Entity host) {
    return Locks.refusal(vm, "pool_migrate")
        .filter(refusal -> !refusal.code().equals("OTHER_OPERATION_IN_PROGRESS"))
        .or(() -> refuge(call, vm, host).isEmpty() ? Optional.of(Refusal.of("NO_HOSTS_AVAILABLE", vm.ref())) : Optional.empty());
  }

  private static Object evacuate(Call call) {
    var host = call.object(0, "host");
    Locks.occupy(call, host, "evacuate");
    var residents = new ArrayList<>(residents(host));
    residents.forEach(vm -> cannotLeave(call, vm, host).ifPresent(refusal -> {
      throw refusal;
    }));
    if (call.has(Defect.EVACUATE_LEAVES_VM) && !residents.isEmpty()) {
      residents.removeLast();
    }
    for (int i = 0; i < residents.size(); i++) {
      var vm = residents.get(i);
      var destination = refuge(call, vm, host).orElseThrow(() -> Refusal.of("NO_HOSTS_AVAILABLE", vm.ref()));
      Locks.occupy(call, vm, "pool_migrate");
      VmMigrationMessages.move(call, vm, call.pool().hostOf(destination));
      Locks.release(call.ongoing(), vm);
      call.ongoing().progress((i + 1.0) / residents.size());
    }
    return Handler.VOID;
  }

  private static Object assertCanEvacuate(Call call) {
    var host = call.object(0, "host");
    residents(host).forEach(vm -> cannotLeave(call, vm, host).ifPresent(refusal -> {
      throw Refusal.of("CANNOT_EVACUATE_HOST", refusal.code());
    }));
    return Handler.VOID;
  }

  private static Object preventing(Call call) {
    var host = call.object(0, "host");
    var reasons = new LinkedHashMap<String, Object>();
    residents(host).forEach(vm -> cannotLeave(call, vm, host).ifPresent(refusal -> {
      var reason = new ArrayList<Object>(List.of(refusal.code()));
      reason.addAll(refusal.parameters());
      reasons.put(vm.ref(), reason);
    }));
    return reasons;
  }

  private static Object managementInterface(Call call) {
    return call.object(0, "host").targets("PIFs").stream()
        .filter(pif -> pif.flag("management"))
        .findFirst()
        .orElseThrow(() -> Refusal.of("HOST_HAS_NO_MANAGEMENT_IP"))
        .ref();
  }
}
