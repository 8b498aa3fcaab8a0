package dev.assay.simulator.xapi;

import dev.assay.simulator.performance.Operation;

/** How hosts reach storage repositories. */
final class PbdMessages {

  private PbdMessages() {}

  static void register(Messages messages) {
    messages
        .quick("PBD.create", PbdMessages::create)
        .quick("PBD.destroy", PbdMessages::destroy)
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
    return Creation.from(call.database(), "PBD", given).ref();
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
    pbd.target("SR").ifPresent(sr -> Locks.occupy(call, sr, "plug"));
    var toolstack = call.pool().hostOf(host);
    toolstack.perform(new Operation.ControlCall());
    Storage.plug(toolstack, pbd);
    return Handler.VOID;
  }

  private static Object unplug(Call call) {
    var pbd = call.object(0, "PBD");
    var sr = pbd.target("SR").orElseThrow(() -> Refusal.handleInvalid("SR", pbd.text("SR")));
    Locks.occupy(call, sr, "unplug");
    call.perform(new Operation.ControlCall());
    checkUnused(pbd, sr);
    Storage.unplug(call.pool(), pbd);
    return Handler.VOID;
  }

  /** A disk that a VM on the host uses keeps the repository there. */
  private static void checkUnused(Entity pbd, Entity sr) {
    for (var vdi : sr.targets("VDIs")) {
      for (var vbd : vdi.targets("VBDs")) {
        boolean here = vbd.target("VM").map(vm -> vm.text("resident_on").equals(pbd.text("host"))).orElse(false);
        if (vbd.flag("currently_attached") && here) {
          throw Refusal.of("VDI_IN_USE", vdi.ref(), "detach");
        }
      }
    }
  }
}
