package dev.assay.simulator.xapi;

import java.util.List;
import java.util.Optional;

/** Updates from repositories. What a repository would hold lies outside of the lab, so all that reads it is refused as when it cannot be reached. */
final class UpdateSourceMessages {

  private UpdateSourceMessages() {}

  static void register(Messages messages) {
    messages
        .work("pool.sync_updates", UpdateSourceMessages::sync)
        .work("host.apply_updates", UpdateSourceMessages::apply)
        .quick("pool.check_update_readiness", UpdateSourceMessages::readiness)
        .anywhere("host.emergency_clear_mandatory_guidance", call -> {
          call.host().record().set("pending_guidances", List.of());
          return Handler.VOID;
        })
        .quick("pool.reset_telemetry_uuid", call -> {
          var pool = call.object(0, "pool");
          pool.target("telemetry_uuid").ifPresent(call.database()::delete);
          pool.set("telemetry_uuid", call.database().create("secret").set("value", call.pool().chance().uuid().toString()).ref());
          return Handler.VOID;
        });
  }

  private static Entity enabled(Call call) {
    var repositories = call.pool().record().targets("repositories");
    if (repositories.isEmpty()) {
      throw Refusal.of("NO_REPOSITORY_ENABLED");
    }
    if (repositories.size() > 1 && repositories.stream().filter(one -> one.flag("update")).count() > 1) {
      throw Refusal.of("MULTIPLE_UPDATE_REPOSITORIES_ENABLED");
    }
    return repositories.getFirst();
  }

  private static Object sync(Call call) {
    call.object(0, "pool");
    Locks.occupy(call, call.pool().record(), "sync_updates");
    throw Refusal.of("REPOSYNC_FAILED", enabled(call).ref());
  }

  private static Object apply(Call call) {
    var host = HostMessages.toolstack(call).record();
    Locks.occupy(call, call.pool().record(), "apply_updates");
    Locks.occupy(call, host, "apply_updates");
    enabled(call);
    throw Refusal.of("UPDATEINFO_HASH_MISMATCH");
  }

  /** List what keeps hosts from being updated: those that are off, and guests that could not be moved away. */
  private static Object readiness(Call call) {
    call.object(0, "pool");
    if (call.pool().record().flag("ha_enabled")) {
      return List.of(List.of("HA_IS_ENABLED"));
    }
    return call.database().all("host").stream()
        .map(host -> Placement.offline(call.pool(), host).map(_ -> host))
        .flatMap(Optional::stream)
        .<Object>map(host -> List.of("HOST_NOT_LIVE", host.ref()))
        .toList();
  }
}
