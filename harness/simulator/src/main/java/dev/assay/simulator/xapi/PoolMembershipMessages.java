package dev.assay.simulator.xapi;

import dev.assay.simulator.performance.Operation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Joining a pool and leaving it. */
final class PoolMembershipMessages {

  private PoolMembershipMessages() {}

  static void register(Messages messages) {
    messages
        .work("pool.join", call -> join(call, false))
        .work("pool.join_force", call -> join(call, true))
        .work("pool.eject", PoolMembershipMessages::eject);
  }

  private static Object join(Call call, boolean force) {
    var master = call.host().neighbour(call.text(0)).orElseThrow(() -> Refusal.of("JOINING_HOST_CONNECTION_FAILED"));
    if (!master.login(call.text(1), call.text(2))) {
      throw Refusal.of("SESSION_AUTHENTICATION_FAILED", call.text(1), "Authentication failure");
    }
    if (!master.isMaster()) {
      throw Refusal.of("HOST_IS_SLAVE", master.pool().master().address());
    }
    new JoinChecks(call.pool(), call.host(), master, force).run();
    call.perform(new Operation.CreateStorage("pool"));
    move(call.host(), master);
    return Handler.VOID;
  }

  /** Become a slave: the pool gets this host's records, its local storage and its VMs; everything else it knew is gone. */
  private static void move(HostToolstack host, HostToolstack master) {
    var former = host.pool();
    var pool = master.pool();
    var database = pool.database();
    var record = HostRecords.create(host, database);
    record.set("name_label", host.record().get("name_label"));
    NetworkRecords.create(host, database, record);
    GpuRecords.create(host, database, record);
    UsbRecords.create(host, database, record);
    var moved = moveStorage(former, pool, record);
    moved.put(host.record().ref(), record);
    JoiningServices.move(former, pool, moved);
    JoiningGuests.move(former, pool, moved);
    host.belongTo(pool, record);
    pool.add(host);
    host.changePassword(master.password());
    HostBoot.run(host);
  }

  /** Return what stands in the pool for each repository that came along, by its former reference. */
  private static SequencedMap<String, Entity> moveStorage(Pool former, Pool pool, Entity record) {
    var database = pool.database();
    var successors = new LinkedHashMap<String, Entity>();
    for (var old : former.database().all("PBD")) {
      old.target("SR").filter(sr -> !sr.flag("shared")).ifPresent(sr -> {
        var moved = database.create("SR", sr.uuid());
        for (var field : List.of("name_label", "name_description", "type", "content_type", "other_config", "sm_config")) {
          moved.set(field, sr.get(field));
        }
        database.create("PBD").set("device_config", old.get("device_config")).set("host", record.ref()).set("SR", moved.ref());
        record.set("suspend_image_sr", moved.ref()).set("crash_dump_sr", moved.ref());
        successors.put(sr.ref(), moved);
      });
    }
    for (var sr : database.where("SR", sr -> sr.flag("shared")).toList()) {
      var config = sr.targets("PBDs").isEmpty() ? new LinkedHashMap<String, Object>() : sr.targets("PBDs").getFirst().map("device_config");
      database.create("PBD").set("device_config", config).set("host", record.ref()).set("SR", sr.ref());
    }
    return successors;
  }

  /** Leave: the host restarts as a pool of its own, with nothing on its local storage. */
  private static Object eject(Call call) {
    var record = call.object(0, "host");
    var host = call.pool().hostOf(record);
    Locks.occupy(call, call.pool().record(), "eject");
    Placement.offline(call.pool(), record).ifPresent(refusal -> {
      throw refusal;
    });
    if (call.pool().record().flag("ha_enabled")) {
      throw Refusal.of("HA_IS_ENABLED");
    }
    if (host.isMaster()) {
      throw Refusal.internal("Xapi_pool.Cannot_eject_master");
    }
    if (record.targets("resident_VMs").stream().anyMatch(vm -> !vm.flag("is_control_domain"))) {
      throw Refusal.notAllowed("VM resident on host");
    }
    host.perform(new Operation.ControlCall());
    call.pool().remove(host);
    Processors.level(call.pool());
    HostDeparture.deleteRecords(call.pool(), record);
    RollingUpgrade.detect(call.pool());
    host.startAfresh();
    host.doors().time().schedule(Duration.ofSeconds(1), host.doors()::reboot);
    return Handler.VOID;
  }
}
