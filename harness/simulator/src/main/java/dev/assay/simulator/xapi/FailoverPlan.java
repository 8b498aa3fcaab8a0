package dev.assay.simulator.xapi;

import dev.assay.core.Bytes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether the protected VMs of a pool find room when hosts fail. The worst case is the failure of those hosts that hold
 * most protected memory; VMs are placed the largest first, each where most is left.
 */
final class FailoverPlan {

  private final Pool pool;

  FailoverPlan(Pool pool) {
    this.pool = pool;
  }

  /** Tell whether a VM is restarted by all means when its host fails. */
  static boolean isProtected(Entity vm) {
    return vm.text("ha_restart_priority").equals("restart") && vm.flag("ha_always_run");
  }

  private List<Entity> protectedOn(Entity host) {
    return host.targets("resident_VMs").stream().filter(FailoverPlan::isProtected).toList();
  }

  private long memoryOf(Entity host) {
    return protectedOn(host).stream().mapToLong(vm -> VmMemory.toStart(vm).count()).sum();
  }

  private List<Entity> live() {
    return pool.database().where("host", host -> Placement.offline(pool, host).isEmpty() && host.flag("enabled")).toList();
  }

  /** Count the host failures that all protected VMs survive. */
  long most() {
    long failures = 0;
    while (failures < live().size() - 1 && existsFor(failures + 1)) {
      failures++;
    }
    return failures;
  }

  boolean existsFor(long failures) {
    return place(failures, Bytes.ZERO);
  }

  /** Tell whether the plan still holds when this much memory more is taken. */
  boolean holdsWith(Bytes more) {
    return place(pool.record().whole("ha_host_failures_to_tolerate"), more);
  }

  /** Tell whether the plan still holds when this host takes no more VMs; without protected VMs there is nothing to hold. */
  boolean holdsWithout(Entity host) {
    boolean nobody = pool.database().where("VM", FailoverPlan::isProtected).findAny().isEmpty();
    var others = live().stream().filter(other -> other != host).toList();
    return nobody || place(others, pool.record().whole("ha_host_failures_to_tolerate"), Bytes.ZERO);
  }

  private boolean place(long failures, Bytes more) {
    return place(live(), failures, more);
  }

  private boolean place(List<Entity> available, long failures, Bytes more) {
    var hosts = new ArrayList<>(available);
    hosts.sort(Comparator.comparing(this::memoryOf).reversed());
    if (failures >= hosts.size()) {
      return failures == 0;
    }
    var dead = hosts.subList(0, (int) failures);
    Map<Entity, Long> free = new HashMap<>();
    var rest = hosts.subList((int) failures, hosts.size());
    rest.forEach(host -> free.put(host, pool.hostOf(host).doors().resources().freeMemory().count()));
    var homeless = new ArrayList<Long>();
    dead.forEach(host -> protectedOn(host).forEach(vm -> homeless.add(VmMemory.toStart(vm).count())));
    homeless.add(more.count());
    homeless.sort(Comparator.reverseOrder());
    for (var memory : homeless) {
      var roomiest = rest.stream().max(Comparator.comparing(free::get)).orElseThrow();
      if (free.merge(roomiest, -memory, Long::sum) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Write down how the pool stands, as the product does after each change. */
  void note() {
    long wanted = pool.record().whole("ha_host_failures_to_tolerate");
    long most = most();
    var record = pool.record();
    boolean shrank = wanted > most && most < record.whole("ha_plan_exists_for");
    boolean becameTooMuch = wanted > most && !record.flag("ha_overcommitted");
    record.set("ha_plan_exists_for", Math.min(wanted, most)).set("ha_overcommitted", wanted > most);
    if (shrank) {
      Notes.leave(pool, "HA_POOL_DROP_IN_PLAN_EXISTS_FOR", record, String.valueOf(most));
    }
    if (becameTooMuch) {
      Notes.leave(pool, "HA_POOL_OVERCOMMITTED", record, "The failover tolerance for pool '" + record.text("name_label")
          + "' has dropped and the initially specified number of host failures to tolerate can no longer be guaranteed");
    }
  }
}
