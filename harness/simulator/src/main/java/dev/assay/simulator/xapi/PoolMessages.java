package dev.assay.simulator.xapi;

import dev.assay.simulator.performance.Operation;

/** Who leads a pool. */
final class PoolMessages {

  private PoolMessages() {}

  static void register(Messages messages) {
    messages
        .work("pool.designate_new_master", PoolMessages::designate)
        .anywhere("pool.emergency_transition_to_master", PoolMessages::emergencyTransition)
        .anywhere("pool.emergency_reset_master", PoolMessages::emergencyReset)
        .quick("pool.recover_slaves", PoolMessages::recoverSlaves)
        .quick("pool.sync_database", PoolMessages::sync)
        .quick("pool.get_license_state", _ -> Values.map("edition", "free", "expiry", "never"));
  }

  private static Object designate(Call call) {
    var host = call.object(0, "host");
    mustBeOfOneVersion(call.database());
    Locks.occupy(call, call.pool().record(), "designate_new_master");
    Placement.offline(call.pool(), host).ifPresent(refusal -> {
      throw refusal;
    });
    var next = call.pool().hostOf(host);
    if (next == call.pool().master()) {
      return Handler.VOID;
    }
    mustDecideByHand(call);
    sync(call);
    next.perform(new Operation.ControlCall());
    call.pool().makeMaster(next);
    // Connections to the former master end: it is a slave now.
    call.host().sessions().closeAll();
    return Handler.VOID;
  }

  /** The database goes to every host before another one leads, and when it is asked for. */
  private static Object sync(Call call) {
    call.database().all("host").forEach(host -> Placement.offline(call.pool(), host).ifPresent(refusal -> {
      throw refusal;
    }));
    return Handler.VOID;
  }

  /** While hosts run different versions, the pool is being upgraded. */
  static void mustBeOfOneVersion(ObjectDatabase database) {
    if (database.all("host").stream().map(Placement::version).distinct().count() > 1) {
      throw Refusal.of("NOT_SUPPORTED_DURING_UPGRADE");
    }
  }

  private static Object emergencyTransition(Call call) {
    mustDecideByHand(call);
    if (call.host().isMaster()) {
      throw Refusal.notAllowed("This host is the master already");
    }
    call.pool().makeMaster(call.host());
    HostBoot.run(call.host());
    return Handler.VOID;
  }

  /** Follow another master: it must be one that leads this host's pool. */
  private static Object emergencyReset(Call call) {
    mustDecideByHand(call);
    var found = call.host().neighbour(call.text(0)).filter(HostToolstack::isMaster).filter(host -> host.pool() == call.pool());
    if (found.isEmpty()) {
      throw Refusal.of("HOST_UNKNOWN_TO_MASTER", call.text(0));
    }
    return Handler.VOID;
  }

  /** Where high availability is armed it alone says who leads. */
  private static void mustDecideByHand(Call call) {
    if (call.pool().record().flag("ha_enabled")) {
      throw Refusal.of("HA_IS_ENABLED");
    }
  }

  private static Object recoverSlaves(Call call) {
    return call.pool().members().stream()
        .filter(host -> host.isUp() && !host.isMaster())
        .<Object>map(host -> host.record().ref())
        .toList();
  }
}
