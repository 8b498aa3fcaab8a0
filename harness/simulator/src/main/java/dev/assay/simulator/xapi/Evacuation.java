package dev.assay.simulator.xapi;

import dev.assay.core.Bytes;
import dev.assay.core.defect.Defect;
import dev.assay.core.time.Time;
import dev.assay.xapi.XapiException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** Moves all VMs of a host away, and says which of them could not go. */
final class Evacuation {

  /** How many VMs leave side by side unless the caller says otherwise; source: the product's own default. */
  private static final int BATCH = 10;

  /** Older releases move one VM after the other. */
  private static final String BATCHES_SINCE = "23.27.0";

  private final Inner inner;

  private Evacuation(Inner inner) {
    this.inner = inner;
  }

  static void register(Messages messages, Inner inner) {
    messages
        .work("host.evacuate", new Evacuation(inner)::evacuate)
        .quick("host.assert_can_evacuate", Evacuation::assertCanEvacuate)
        .quick("host.get_vms_which_prevent_evacuation", Evacuation::preventing);
  }

  private Object evacuate(Call call) {
    var host = call.object(0, "host");
    int batch = batch(call);
    Locks.occupy(call, host, "evacuate");
    var residents = new ArrayList<>(residents(host));
    residents.forEach(vm -> cannotLeave(call, vm, host).ifPresent(refusal -> {
      throw refusal;
    }));
    if (call.has(Defect.EVACUATE_LEAVES_VM) && !residents.isEmpty()) {
      residents.removeLast();
    }
    for (int gone = 0; gone < residents.size(); gone += batch) {
      int end = Math.min(gone + batch, residents.size());
      moveAway(call, host, residents.subList(gone, end));
      call.ongoing().progress((double) end / residents.size());
    }
    return Handler.VOID;
  }

  private static int batch(Call call) {
    boolean batches = call.host().release().compareTo(call.database().schemas().table().release(BATCHES_SINCE)) >= 0;
    long wanted = call.given(2) ? call.whole(2) : 0;
    return !batches ? 1 : wanted > 0 ? (int) Math.min(wanted, Integer.MAX_VALUE) : BATCH;
  }

  /** Move these side by side; all are waited for before the first refusal comes through. */
  private void moveAway(Call call, Entity host, List<Entity> vms) {
    if (vms.size() == 1) {
      move(call, vms.getFirst(), refuge(call, vms.getFirst(), host, Map.of()).orElseThrow(() -> nowhere(vms.getFirst()))).ifPresent(refusal -> {
        throw refusal;
      });
      return;
    }
    var moves = new ArrayList<Time.Fork<Optional<XapiException>>>();
    destinations(call, host, vms).forEach((vm, destination) -> moves.add(call.time().fork("evacuation of " + vm.uuid(), () -> move(call, vm, destination))));
    moves.stream().map(Time.Fork::join).toList().stream().flatMap(Optional::stream).findFirst().ifPresent(refusal -> {
      throw refusal;
    });
  }

  /** Plan where each goes: what those before it will take of a host counts as taken. */
  private static SequencedMap<Entity, Entity> destinations(Call call, Entity host, List<Entity> vms) {
    var planned = new LinkedHashMap<Entity, Entity>();
    var taken = new HashMap<Entity, Long>();
    for (var vm : vms) {
      var destination = refuge(call, vm, host, taken).orElseThrow(() -> nowhere(vm));
      planned.put(vm, destination);
      taken.merge(destination, VmMemory.toStart(vm).count(), Long::sum);
    }
    return planned;
  }

  private static XapiException nowhere(Entity vm) {
    return Refusal.of("NO_HOSTS_AVAILABLE", vm.ref());
  }

  /** Migrate under a task of its own, as a part of the evacuation's; one that stopped meanwhile need not go. */
  private Optional<XapiException> move(Call call, Entity vm, Entity destination) {
    try {
      inner.call(call, "VM.pool_migrate", vm.ref(), destination.ref(), Values.map("live", "true"));
      return Optional.empty();
    } catch (XapiException e) {
      return e.code().equals("VM_BAD_POWER_STATE") ? Optional.empty() : Optional.of(e);
    }
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

  /** Find the host with most memory left that can take the VM. */
  private static Optional<Entity> refuge(Call call, Entity vm, Entity host, Map<Entity, Long> taken) {
    return others(call, host).stream()
        .filter(other -> VmMigrationMessages.checkDestination(call.pool(), vm, other).isEmpty())
        .filter(other -> !taken.containsKey(other) || left(call, other, taken) >= VmMemory.toStart(vm).count())
        .max(Comparator.comparing(other -> left(call, other, taken)));
  }

  private static long left(Call call, Entity host, Map<Entity, Long> taken) {
    Bytes free = call.pool().hostOf(host).doors().resources().freeMemory();
    return free.count() - taken.getOrDefault(host, 0L);
  }

  private static Optional<XapiException> cannotLeave(Call call, Entity vm, Entity host) {
    var others = others(call, host);
    if (others.isEmpty()) {
      return Optional.of(nowhere(vm));
    }
    return Locks.refusal(vm, "pool_migrate")
        .filter(refusal -> !refusal.code().equals("OTHER_OPERATION_IN_PROGRESS"))
        .or(() -> leftToItsFate(call, vm))
        .or(() -> unseenByAll(vm, others))
        .or(() -> refuge(call, vm, host, Map.of()).isEmpty() ? Optional.of(noRoom(vm)) : Optional.empty());
  }

  /** High availability plans for protected VMs alone: the others are to be suspended before, and count as not fitting anywhere. */
  private static Optional<XapiException> leftToItsFate(Call call, Entity vm) {
    return call.pool().record().flag("ha_enabled") && !FailoverPlan.isProtected(vm) ? Optional.of(noRoom(vm)) : Optional.empty();
  }

  private static XapiException noRoom(Entity vm) {
    return Refusal.of("HOST_NOT_ENOUGH_FREE_MEMORY", vm.ref());
  }

  private static Optional<XapiException> unseenByAll(Entity vm, List<Entity> hosts) {
    var unseen = hosts.stream().map(host -> Placement.unseen(vm, host)).toList();
    return unseen.stream().allMatch(Optional::isPresent) ? unseen.getFirst() : Optional.empty();
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
}
