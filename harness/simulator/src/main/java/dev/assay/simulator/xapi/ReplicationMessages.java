package dev.assay.simulator.xapi;

import dev.assay.core.Bytes;
import java.util.Set;

/** Keeping the pool's database on storage: redo logs, and metadata for recovery elsewhere. */
final class ReplicationMessages {

  /** Drivers that can keep the database of a pool; source: their own capabilities. */
  static final Set<String> DRIVERS = Set.of("lvmoiscsi", "lvmohba", "lvmofcoe");

  private ReplicationMessages() {}

  static void register(Messages messages) {
    messages
        .work("pool.enable_redo_log", ReplicationMessages::enableRedoLog)
        .work("pool.disable_redo_log", ReplicationMessages::disableRedoLog)
        .quick("SR.assert_supports_database_replication", call -> {
          mustSupport(call.object(0, "SR"));
          return Handler.VOID;
        })
        .work("SR.enable_database_replication", call -> {
          var sr = call.object(0, "SR");
          mustSupport(sr);
          if (metadata(call, sr).isEmpty()) {
            var vdi = Vdis.create(call.pool(), sr, "Metadata for DR", Bytes.mib(256), "metadata").set("metadata_of_pool", call.pool().record().ref());
            call.host().exports().writeDatabase(vdi, call.pool());
          }
          return Handler.VOID;
        })
        .work("SR.disable_database_replication", call -> {
          metadata(call, call.object(0, "SR")).forEach(vdi -> Vdis.delete(call.pool(), vdi));
          return Handler.VOID;
        });
  }

  private static java.util.List<Entity> metadata(Call call, Entity sr) {
    return sr.targets("VDIs").stream()
        .filter(vdi -> vdi.text("type").equals("metadata") && vdi.text("metadata_of_pool").equals(call.pool().record().ref()))
        .toList();
  }

  private static void mustSupport(Entity sr) {
    VdiRules.unplugged(sr).ifPresent(refusal -> {
      throw refusal;
    });
    if (!DRIVERS.contains(sr.text("type"))) {
      throw Refusal.of("SR_OPERATION_NOT_SUPPORTED", sr.ref());
    }
  }

  private static Object enableRedoLog(Call call) {
    var pool = call.pool().record();
    var sr = call.object(0, "SR");
    if (pool.flag("redo_log_enabled")) {
      throw Refusal.of("REDO_LOG_IS_ENABLED");
    }
    VdiRules.unplugged(sr).ifPresent(refusal -> {
      throw refusal;
    });
    var vdi = Vdis.create(call.pool(), sr, "Metadata redo-log", Bytes.mib(256), "redo_log");
    pool.set("redo_log_vdi", vdi.ref()).set("redo_log_enabled", true);
    return Handler.VOID;
  }

  private static Object disableRedoLog(Call call) {
    var pool = call.pool().record();
    pool.target("redo_log_vdi").ifPresent(vdi -> Vdis.delete(call.pool(), vdi));
    pool.set("redo_log_vdi", Refs.NULL).set("redo_log_enabled", false);
    return Handler.VOID;
  }
}
