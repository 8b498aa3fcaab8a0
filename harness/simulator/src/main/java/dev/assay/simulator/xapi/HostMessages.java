package dev.assay.simulator.xapi;

import dev.assay.core.defect.Defect;
import dev.assay.xapi.XapiException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Hosts: in and out of service, evacuated, asked for what they know. */
final class HostMessages {

  private HostMessages() {}

  static void register(Messages messages, Inner inner) {
    messages
        .quick("host.disable", HostMessages::disable)
        .quick("host.enable", HostMessages::enable)
        .work("host.evacuate", call -> evacuate(call, inner))
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
        .quick("host.set_hostname_live", HostMessages::rename)
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

  /** Take no more VMs; while high availability counts on the host, it stays in service. */
  private static Object disable(Call call) {
    var host = toolstack(call).record();
    HighAvailability.mustDoWithout(call.pool(), host);
    host.set("enabled", false);
    return Handler.VOID;
  }

  private static Object enable(Call call) {
    var host = toolstack(call).record();
    Locks.check(host, "enable");
    host.set("enabled", true);
    return Handler.VOID;
  }

  private static Object rename(Call call) {
    var host = toolstack(call).record();
    if (call.text(1).isEmpty()) {
      throw Refusal.of("HOST_NAME_INVALID", "hostname empty");
    }
    if (!call.text(1).matches("[A-Za-z0-9.-]+")) {
      throw Refusal.of("HOST_NAME_INVALID", "hostname contains invalid characters");
    }
    host.set("hostname", call.text(1));
    return Handler.VOID;
  }

  private static List<Entity> residents(Entity host) {
    return host.targets("resident_VMs").stream().filter(vm -> !vm.flag("is_control_domain")).toList();
  }

  /** List the other enabled hosts, of the same or a newer version, that VMs could go to. */
  private static List<Entity> others(Call call, Entity host) {
    return call.database()
        .where("host", other -> other != host && other.flag("enabled") && Placement.offline(call.pool(), other).isEmpty()
            && Placement.version(other).compareTo(Placement.version(host)) >= 0)
        .toList();
  }

  /** Find the host with most memory that can take the VM. */
  private static Optional<Entity> refuge(Call call, Entity vm, Entity host) {
    return others(call, host).stream()
        .filter(other -> VmMigrationMessages.checkDestination(call.pool(), vm, other).isEmpty())
        .max(Comparator.comparing(other -> call.pool().hostOf(other).doors().resources().freeMemory()));
  }

  private static Optional<XapiException> cannotLeave(Call call, Entity vm, Entity host) {
    var others = others(call, host);
    if (others.isEmpty()) {
      return Optional.of(Refusal.of("NO_HOSTS_AVAILABLE", vm.ref()));
    }
    return Locks.refusal(vm, "pool_migrate")
        .filter(refusal -> !refusal.code().equals("OTHER_OPERATION_IN_PROGRESS"))
        .or(() -> unseenByAll(vm, others))
        .or(() -> refuge(call, vm, host).isEmpty() ? Optional.of(Refusal.of("HOST_NOT_ENOUGH_FREE_MEMORY", vm.ref())) : Optional.empty());
  }

  private static Optional<XapiException> unseenByAll(Entity vm, List<Entity> hosts) {
    var unseen = hosts.stream().map(host -> Placement.unseen(vm, host)).toList();
    return unseen.stream().allMatch(Optional::isPresent) ? unseen.getFirst() : Optional.empty();
  }

  private static Object evacuate(Call call, Inner inner) {
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
      moveAway(call, inner, vm, destination);
      call.ongoing().progress((i + 1.0) / residents.size());
    }
    return Handler.VOID;
  }

  /** Migrate under a task of its own, as a part of the evacuation's; one that stopped meanwhile need not go. */
  private static void moveAway(Call call, Inner inner, Entity vm, Entity destination) {
    try {
      inner.call(call, "VM.pool_migrate", vm.ref(), destination.ref(), Values.map("live", "true"));
    } catch (XapiException e) {
      if (!e.code().equals("VM_BAD_POWER_STATE")) {
        throw e;
      }
    }
  }

  /** All reasons come in one parameter: codes and their parameters with commas, VMs with bars between them. */
  private static Object assertCanEvacuate(Call call) {
    var host = call.object(0, "host");
    var reasons = residents(host).stream()
        .flatMap(vm -> cannotLeave(call, vm, host).stream())
        .map(refusal -> String.join(",", Stream.concat(Stream.of(refusal.code()), refusal.parameters().stream()).toList()))
        .toList();
    if (!reasons.isEmpty()) {
      throw Refusal.of("CANNOT_EVACUATE_HOST", String.join("|", reasons));
    }
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
