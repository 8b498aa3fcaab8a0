package dev.assay.simulator.xapi;

import dev.assay.simulator.performance.Operation;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** How hosts reach storage repositories. */
final class PbdMessages {

  private PbdMessages() {}

  static void register(Messages messages) {
    messages
        .quick("PBD.create", PbdMessages::create)
        .quick("PBD.destroy", PbdMessages::destroy)
        .quick("PBD.set_device_config", call -> {
          var pbd = call.object(0, "PBD");
          mustBeForCallers(call.map(1));
          pbd.set("device_config", call.map(1));
          return Handler.VOID;
        })
        .work("PBD.plug", PbdMessages::plug)
        .work("PBD.unplug", PbdMessages::unplug);
  }

  private static Object create(Call call) {
    var given = call.map(0);
    var host = call.database().get("host", String.valueOf(given.get("host")));
    var sr = call.database().get("SR", String.valueOf(given.get("SR")));
    if (sr.targets("PBDs").stream().anyMatch(pbd -> pbd.text("host").equals(host.ref()))) {
      var known = sr.targets("PBDs").stream().filter(pbd -> pbd.text("host").equals(host.ref())).findFirst().orElseThrow();
      throw Refusal.of("PBD_EXISTS", sr.ref(), host.ref(), known.ref());
    }
    mustBeForCallers(Creation.mapOf(given, "device_config"));
    return Creation.from(call.database(), "PBD", given).ref();
  }

  /** The product puts this key in itself when it tells a driver that its host leads. */
  private static void mustBeForCallers(SequencedMap<String, Object> config) {
    if (config.containsKey("SRmaster")) {
      throw Refusal.of("VALUE_NOT_SUPPORTED", "SRmaster", config.get("SRmaster"), "This key is for internal use only");
    }
  }

  private static Object destroy(Call call) {
    var pbd = call.object(0, "PBD");
    if (pbd.flag("currently_attached")) {
      throw Refusal.notAllowed("PBD is currently attached");
    }
    call.database().delete(pbd);
    return Handler.VOID;
  }

  private static Object plug(Call call) {
    var pbd = call.object(0, "PBD");
    var host = call.database().get("host", pbd.text("host"));
    Placement.offline(call.pool(), host).ifPresent(refusal -> {
      throw refusal;
    });
    var sr = pbd.target("SR").orElseThrow(() -> Refusal.handleInvalid("SR", pbd.text("SR")));
    Locks.occupy(call, sr, "plug");
    if (pbd.flag("currently_attached")) {
      return Handler.VOID;
    }
    mustNotBeElsewhere(sr, host);
    var toolstack = call.pool().hostOf(host);
    toolstack.perform(new Operation.ControlCall());
    Storage.plug(toolstack, pbd);
    return Handler.VOID;
  }

  /** A repository that is not shared is attached to one host at a time. */
  private static void mustNotBeElsewhere(Entity sr, Entity host) {
    sr.targets("PBDs").stream()
        .filter(other -> !sr.flag("shared") && other.flag("currently_attached") && !other.text("host").equals(host.ref()))
        .findFirst()
        .ifPresent(other -> {
          throw Refusal.of("SR_NOT_SHARABLE", sr.ref(), other.text("host"));
        });
  }

  private static Object unplug(Call call) {
    var pbd = call.object(0, "PBD");
    var sr = pbd.target("SR").orElseThrow(() -> Refusal.handleInvalid("SR", pbd.text("SR")));
    Locks.occupy(call, sr, "unplug");
    if (!pbd.flag("currently_attached")) {
      return Handler.VOID;
    }
    call.perform(new Operation.ControlCall());
    mustNotBeNeeded(call.pool().record(), pbd, sr);
    checkUnused(pbd, sr);
    Storage.unplug(call.pool(), pbd);
    return Handler.VOID;
  }

  /** While hosts watch one another, the repository that they write to stays, and so does what protected VMs have disks on. */
  private static void mustNotBeNeeded(Entity pool, Entity pbd, Entity sr) {
    if (!pool.flag("ha_enabled")) {
      return;
    }
    boolean counts = pbd.target("host").filter(host -> host.flag("enabled")).isPresent() && !pool.flag("ha_allow_overcommit");
    if (counts && disks(sr).flatMap(vdi -> vdi.targets("VBDs").stream()).flatMap(vbd -> vbd.target("VM").stream()).anyMatch(FailoverPlan::isProtected)) {
      throw Refusal.of("HA_OPERATION_WOULD_BREAK_FAILOVER_PLAN");
    }
    if (disks(sr).anyMatch(vdi -> pool.list("ha_statefiles").contains(vdi.ref()))) {
      throw Refusal.of("HA_IS_ENABLED");
    }
  }

  private static Stream<Entity> disks(Entity sr) {
    return sr.targets("VDIs").stream();
  }

  /** Disks that VMs on the host use keep the repository there; all of them are named. */
  private static void checkUnused(Entity pbd, Entity sr) {
    var used = disks(sr).filter(vdi -> !vdi.text("type").equals("metadata") && usedOn(pbd.text("host"), vdi)).map(Entity::ref).toArray();
    if (used.length > 0) {
      throw Refusal.of("VDI_IN_USE", used);
    }
  }

  private static boolean usedOn(String host, Entity vdi) {
    return vdi.targets("VBDs").stream()
        .filter(vbd -> (vbd.flag("currently_attached") || vbd.reserved) && !vbd.flag("empty"))
        .anyMatch(vbd -> vbd.target("VM").filter(vm -> vm.text("resident_on").equals(host)).isPresent());
  }
}
