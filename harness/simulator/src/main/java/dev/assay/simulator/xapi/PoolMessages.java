package dev.assay.simulator.xapi;

import dev.assay.core.Bytes;
import dev.assay.simulator.performance.Operation;
import java.util.List;

/** Who leads a pool, and its high availability as far as it is switched on and off. */
final class PoolMessages {

  private PoolMessages() {}

  static void register(Messages messages) {
    messages
        .work("pool.designate_new_master", PoolMessages::designate)
        .anywhere("pool.emergency_transition_to_master", PoolMessages::emergencyTransition)
        .anywhere("pool.emergency_reset_master", PoolMessages::emergencyReset)
        .quick("pool.recover_slaves", PoolMessages::recoverSlaves)
        .quick("pool.sync_database", _ -> Handler.VOID)
        .quick("pool.get_license_state", _ -> Values.map("edition", "free", "expiry", "never"))
        .work("pool.enable_ha", PoolMessages::enableHa)
        .work("pool.disable_ha", PoolMessages::disableHa)
        .quick("pool.set_ha_host_failures_to_tolerate", call -> {
          call.object(0, "pool").set("ha_host_failures_to_tolerate", call.whole(1));
          return Handler.VOID;
        })
        .quick("pool.ha_compute_max_host_failures_to_tolerate", call -> Math.max(0L, call.database().count("host") - 1));
  }

  private static Object designate(Call call) {
    var host = call.object(0, "host");
    Locks.occupy(call, call.pool().record(), "designate_new_master");
    Placement.offline(call.pool(), host).ifPresent(refusal -> {
      throw refusal;
    });
    var next = call.pool().hostOf(host);
    next.perform(new Operation.ControlCall());
    if (next != call.pool().master()) {
      call.pool().makeMaster(next);
      // Connections to the former master end: it is a slave now.
      call.host().sessions().closeAll();
    }
    return Handler.VOID;
  }

  private static Object emergencyTransition(Call call) {
    if (call.host().isMaster()) {
      throw Refusal.notAllowed("This host is the master already");
    }
    call.pool().makeMaster(call.host());
    HostBoot.run(call.host());
    return Handler.VOID;
  }

  /** Follow another master: it must be one that leads this host's pool. */
  private static Object emergencyReset(Call call) {
    var found = call.host().neighbour(call.text(0)).filter(HostToolstack::isMaster).filter(host -> host.pool() == call.pool());
    if (found.isEmpty()) {
      throw Refusal.of("HOST_UNKNOWN_TO_MASTER", call.text(0));
    }
    return Handler.VOID;
  }

  private static Object recoverSlaves(Call call) {
    return call.pool().members().stream()
        .filter(host -> host.isUp() && !host.isMaster())
        .<Object>map(host -> host.record().ref())
        .toList();
  }

  private static Object enableHa(Call call) {
    var pool = call.pool().record();
    Locks.occupy(call, pool, "ha_enable");
    var repositories = call.list(0).isEmpty()
        ? call.database().where("SR", sr -> sr.flag("shared") && List.of("nfs", "lvmoiscsi", "lvmohba").contains(sr.text("type"))).toList()
        : call.list(0).stream().map(ref -> call.database().get("SR", (String) ref)).toList();
    if (repositories.isEmpty()) {
      throw Refusal.of("CANNOT_FIND_STATE_PARTITION");
    }
    repositories.stream().filter(sr -> !sr.flag("shared")).findFirst().ifPresent(sr -> {
      throw Refusal.of("HA_CONSTRAINT_VIOLATION_SR_NOT_SHARED", sr.ref());
    });
    var statefile = Vdis.create(call.pool(), repositories.getFirst(), "Statefile for HA", Bytes.mib(4), "ha_statefile");
    pool.set("ha_statefiles", List.of(statefile.ref())).set("ha_configuration", call.map(1)).set("ha_enabled", true);
    return Handler.VOID;
  }

  private static Object disableHa(Call call) {
    var pool = call.pool().record();
    Locks.occupy(call, pool, "ha_disable");
    pool.targets("ha_statefiles").forEach(vdi -> Vdis.delete(call.pool(), vdi));
    pool.set("ha_statefiles", List.of()).set("ha_enabled", false);
    return Handler.VOID;
  }
}
