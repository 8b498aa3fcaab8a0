package dev.assay.simulator.xapi;

import dev.assay.simulator.performance.Operation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Updates from repositories: fetched for the pool, then installed host by host. */
final class UpdateSourceMessages {

  /** What it takes to fetch the metadata and packages of a small repository. */
  private static final Duration FETCHING = Duration.ofSeconds(30);

  private UpdateSourceMessages() {}

  static void register(Messages messages) {
    messages
        .work("pool.sync_updates", UpdateSourceMessages::sync)
        .work("host.apply_updates", UpdateSourceMessages::apply)
        .quick("pool.set_update_sync_enabled", UpdateSourceMessages::syncByItself)
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

  /** Return the one repository in use that holds updates. */
  static Entity enabled(Pool pool) {
    var holding = pool.record().targets("repositories").stream().filter(one -> one.flag("update")).toList();
    if (holding.isEmpty()) {
      throw Refusal.of("NO_REPOSITORY_ENABLED");
    }
    if (holding.size() > 1) {
      throw Refusal.of("MULTIPLE_UPDATE_REPOSITORIES_ENABLED");
    }
    return holding.getFirst();
  }

  private static Object sync(Call call) {
    var pool = call.object(0, "pool");
    Locks.occupy(call, pool, "sync_updates");
    if (pool.targets("repositories").stream().anyMatch(one -> one.text("origin").equals("bundle"))) {
      throw Refusal.of("CAN_NOT_SYNC_UPDATES");
    }
    return fetch(call, pool);
  }

  /** Take what a bundle holds, as it was sent to the pool. */
  static Object syncBundle(Call call) {
    var pool = call.pool().record();
    Locks.occupy(call, pool, "sync_bundle");
    if (pool.targets("repositories").stream().noneMatch(one -> one.text("origin").equals("bundle"))) {
      throw Refusal.of("BUNDLE_REPO_NOT_ENABLED");
    }
    return fetch(call, pool);
  }

  private static Object fetch(Call call, Entity pool) {
    var repository = enabled(call.pool());
    call.time().sleep(FETCHING);
    call.perform(new Operation.ControlCall());
    for (var host : call.database().all("host")) {
      if (Placement.offline(call.pool(), host).isPresent()) {
        throw Refusal.of("GET_HOST_UPDATES_FAILED", host.ref());
      }
      boolean current = call.pool().hostOf(host).updates().available().isEmpty();
      host.set("latest_synced_updates_applied", current ? "yes" : "no");
    }
    var hash = hash(call.host().doors().generation().name());
    repository.set("hash", hash).set("up_to_date", call.database().all("host").stream().allMatch(host -> host.text("latest_synced_updates_applied").equals("yes")));
    pool.set("last_update_sync", call.host().now());
    return hash;
  }

  private static String hash(String generation) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      AvailableUpdate.of(generation).forEach(update -> digest.update(update.toString().getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Install what the host does not have; it is taken out of service first. What is returned are warnings, of which there are none. */
  private static Object apply(Call call) {
    var toolstack = HostMessages.toolstack(call);
    var host = toolstack.record();
    Locks.occupy(call, call.pool().record(), "apply_updates");
    if (call.pool().record().flag("ha_enabled")) {
      throw Refusal.of("HA_IS_ENABLED");
    }
    host.set("enabled", false);
    Locks.occupy(call, host, "apply_updates");
    mustHaveDoneItsDuty(host);
    var repository = enabled(call.pool());
    if (call.text(1).isEmpty() || !call.text(1).equals(repository.text("hash"))) {
      throw Refusal.of("UPDATEINFO_HASH_MISMATCH");
    }
    var updates = toolstack.updates().available();
    if (!updates.isEmpty()) {
      mustBeEmpty(host, updates);
      toolstack.updates().install(updates);
    }
    host.set("last_software_update", toolstack.now()).set("last_update_hash", call.text(1)).set("latest_synced_updates_applied", "yes");
    return List.of();
  }

  /** Refuse what waits for the mandatory guidance of earlier updates. */
  static void mustHaveDoneItsDuty(Entity host) {
    if (!host.list("pending_guidances").isEmpty()) {
      throw Refusal.of("HOST_PENDING_MANDATORY_GUIDANCE_NOT_EMPTY", host.ref());
    }
  }

  private static void mustBeEmpty(Entity host, List<AvailableUpdate> updates) {
    boolean needed = updates.stream().anyMatch(update -> update.mandatory().contains(Guidance.EvacuateHost));
    if (needed && host.anyTarget("resident_VMs", vm -> !vm.flag("is_control_domain"))) {
      throw Refusal.of("HOST_EVACUATION_IS_REQUIRED", host.ref());
    }
  }

  private static Object syncByItself(Call call) {
    var pool = call.object(0, "pool");
    if (call.flag(1) && pool.list("repositories").isEmpty()) {
      throw Refusal.of("NO_REPOSITORIES_CONFIGURED");
    }
    pool.set("update_sync_enabled", call.flag(1));
    return Handler.VOID;
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
