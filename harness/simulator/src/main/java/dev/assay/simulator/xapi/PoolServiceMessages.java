package dev.assay.simulator.xapi;

import dev.assay.core.Bytes;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** What is switched on and off for a whole pool, hosts that are woken, and the failover plan by VM. */
final class PoolServiceMessages {

  private PoolServiceMessages() {}

  static void register(Messages messages) {
    messages
        .quick("pool.configure_repository_proxy", PoolServiceMessages::proxy)
        .quick("pool.disable_repository_proxy", call -> {
          call.object(0, "pool").set("repository_proxy_url", "").set("repository_proxy_username", "");
          return Handler.VOID;
        })
        .quick("pool.configure_update_sync", PoolServiceMessages::updateSync)
        .quick("pool.set_vswitch_controller", call -> {
          call.pool().record().set("vswitch_controller", call.text(0));
          return Handler.VOID;
        })
        .quick("pool.rotate_secret", call -> {
          if (call.pool().record().flag("ha_enabled")) {
            throw Refusal.of("HA_IS_ENABLED");
          }
          return Handler.VOID;
        })
        .quick("pool.enable_local_storage_caching", PoolServiceMessages::cacheLocally)
        .quick("pool.disable_local_storage_caching", PoolServiceMessages::stopCaching)
        .quick("pool.ha_compute_vm_failover_plan", PoolServiceMessages::failoverPlan)
        .quick("host.emergency_disable_tls_verification", call -> verification(call, false))
        .quick("host.emergency_reenable_tls_verification", call -> verification(call, true))
        .quick("host.license_remove", call -> {
          call.object(0, "host").set("edition", "free");
          return Handler.VOID;
        })
        .work("host.power_on", PoolServiceMessages::powerOn);
    for (boolean on : new boolean[] {true, false}) {
      messages.quick("pool." + (on ? "enable" : "disable") + "_ssl_legacy", call -> {
        call.object(0, "pool");
        call.database().all("host").forEach(host -> host.set("ssl_legacy", on));
        return Handler.VOID;
      });
    }
  }

  private static Object proxy(Call call) {
    if (!call.text(1).matches("https?://[^/\\s]+/?")) {
      throw Refusal.of("INVALID_REPOSITORY_PROXY_URL", call.text(1));
    }
    if (call.text(2).isEmpty() != call.text(3).isEmpty()) {
      throw Refusal.of("INVALID_REPOSITORY_PROXY_CREDENTIAL");
    }
    call.object(0, "pool").set("repository_proxy_url", call.text(1)).set("repository_proxy_username", call.text(2));
    return Handler.VOID;
  }

  private static Object updateSync(Call call) {
    boolean weekly = call.text(1).equalsIgnoreCase("weekly");
    if (call.whole(2) < 0 || call.whole(2) > 6 || !weekly && call.whole(2) != 0) {
      throw Refusal.of("INVALID_UPDATE_SYNC_DAY", call.whole(2));
    }
    call.object(0, "pool").set("update_sync_frequency", call.text(1)).set("update_sync_day", call.whole(2));
    return Handler.VOID;
  }

  private static Object cacheLocally(Call call) {
    call.object(0, "pool");
    for (var host : call.database().all("host")) {
      var local = host.targets("PBDs").stream()
          .map(pbd -> pbd.target("SR").orElseThrow())
          .filter(sr -> !sr.flag("shared") && sr.text("type").equals("ext"))
          .findFirst();
      local.ifPresent(sr -> HostServiceMessages.enableCaching(host, sr));
    }
    return Handler.VOID;
  }

  private static Object stopCaching(Call call) {
    call.object(0, "pool");
    call.database().all("host").forEach(HostServiceMessages::disableCaching);
    return Handler.VOID;
  }

  private static Object verification(Call call, boolean on) {
    call.host().record().set("tls_verification_enabled", on);
    return Handler.VOID;
  }

  /** Wake a host that is off, the way that was set for it. */
  private static Object powerOn(Call call) {
    var host = call.object(0, "host");
    Locks.occupy(call, host, "power_on");
    call.time().sleep(Duration.ofSeconds(2));
    call.pool().hostOf(host).doors().wake();
    return Handler.VOID;
  }

  /** Say of each VM where it would start if these hosts failed: the largest first, each where most memory is left. */
  private static Object failoverPlan(Call call) {
    call.list(0).forEach(ref -> call.database().get("host", (String) ref));
    var vms = call.list(1).stream()
        .map(ref -> call.database().get("VM", (String) ref))
        .sorted(Comparator.comparing((Entity vm) -> VmMemory.toStart(vm)).reversed())
        .toList();
    var hosts = call.database().all("host").stream()
        .filter(host -> !call.list(0).contains(host.ref()) && host.flag("enabled") && Placement.offline(call.pool(), host).isEmpty())
        .toList();
    var free = new HashMap<Entity, Bytes>();
    hosts.forEach(host -> free.put(host, call.pool().hostOf(host).doors().resources().freeMemory()));
    SequencedMap<String, Object> plan = new LinkedHashMap<>();
    vms.forEach(vm -> plan.put(vm.ref(), place(vm, hosts, free)));
    return plan;
  }

  private static SequencedMap<String, Object> place(Entity vm, List<Entity> hosts, Map<Entity, Bytes> free) {
    var needed = VmMemory.toStart(vm);
    var roomiest = hosts.stream()
        .filter(host -> free.get(host).compareTo(needed) >= 0)
        .max(Comparator.comparing(free::get));
    if (roomiest.isEmpty()) {
      return Values.map("error_code", "NO_HOSTS_AVAILABLE");
    }
    free.computeIfPresent(roomiest.get(), (_, left) -> left.minus(needed));
    return Values.map("host", roomiest.get().ref());
  }
}
