package dev.assay.simulator.xapi;

import dev.assay.core.defect.Defect;
import dev.assay.simulator.performance.Operation;
import dev.assay.xapi.XapiException;
import java.util.List;

/** Storage repositories: created on a medium, found again, scanned, forgotten, destroyed. */
final class SrMessages {

  private SrMessages() {}

  static void register(Messages messages) {
    messages
        .work("SR.create", SrMessages::create)
        .quick("SR.introduce", SrMessages::introduce)
        .work("SR.probe", SrMessages::probe)
        .work("SR.scan", SrMessages::scan)
        .work("SR.update", SrMessages::update)
        .work("SR.forget", SrMessages::forget)
        .work("SR.destroy", SrMessages::destroy)
        .quick("SR.get_supported_types", _ -> StorageDrivers.ALL.stream().<Object>map(StorageDrivers::type).toList())
        .quick("SR.assert_can_host_ha_statefile", call -> {
          if (!call.object(0, "SR").flag("shared")) {
            throw Refusal.of("SR_DOES_NOT_SUPPORT_HA", call.text(0));
          }
          return Handler.VOID;
        });
  }

  private static Object create(Call call) {
    var host = call.object(0, "host");
    var type = call.text(5);
    var driver = Storage.driver(type);
    Placement.offline(call.pool(), host).ifPresent(refusal -> {
      throw refusal;
    });
    var toolstack = call.pool().hostOf(host);
    var config = call.map(1);
    var medium = Storage.medium(toolstack, driver, config);
    toolstack.perform(new Operation.CreateStorage(driver.local() ? type : driver.exportKind()));
    boolean shared = call.flag(7);
    var sr = call.database().create("SR");
    sr.set("name_label", call.text(3)).set("name_description", call.text(4)).set("type", type).set("shared", shared);
    sr.set("content_type", type.equals("iso") ? "iso" : call.text(6)).set("sm_config", call.mapOrEmpty(8));
    if (!type.equals("iso")) {
      medium.create(sr.uuid(), type, driver.thin());
    }
    try {
      for (var member : shared ? call.database().all("host") : List.of(host)) {
        var pbd = call.database().create("PBD").set("device_config", config).set("host", member.ref()).set("SR", sr.ref());
        plugWhereUp(call.pool(), member, pbd, member == host);
      }
    } catch (RuntimeException e) {
      sr.targets("PBDs").forEach(call.database()::delete);
      call.database().delete(sr);
      throw e;
    }
    return sr.ref();
  }

  /** A shared repository is plugged on every host that is up; only the one that was named must succeed. */
  private static void plugWhereUp(Pool pool, Entity host, Entity pbd, boolean required) {
    try {
      if (pool.hostOf(host).isUp()) {
        Storage.plug(pool.hostOf(host), pbd);
      }
    } catch (XapiException e) {
      if (required) {
        throw e;
      }
      pool.hostOf(host).doors().log("SMlog", "plugging " + pbd.uuid() + ": " + e.getMessage());
    }
  }

  private static Object introduce(Call call) {
    var type = call.text(3);
    Storage.driver(type);
    if (call.database().byUuid("SR", call.text(0)).isPresent()) {
      throw Refusal.of("SR_UUID_EXISTS", call.text(0));
    }
    var sr = call.database().create("SR", call.text(0));
    sr.set("name_label", call.text(1)).set("name_description", call.text(2)).set("type", type);
    return sr.set("content_type", call.text(4)).set("shared", call.flag(5)).set("sm_config", call.mapOrEmpty(6)).ref();
  }

  private static Object probe(Call call) {
    var toolstack = call.pool().hostOf(call.object(0, "host"));
    var driver = Storage.driver(call.text(2));
    toolstack.perform(new Operation.ControlCall());
    return Probes.repositories(Storage.medium(toolstack, driver, call.map(1)));
  }

  private static Object scan(Call call) {
    var sr = call.object(0, "SR");
    Locks.occupy(call, sr, "scan");
    call.perform(new Operation.ScanStorage(sr.list("VDIs").size()));
    Storage.scan(call.pool(), sr);
    if (call.has(Defect.SR_SCAN_FORGETS_VDI) && !sr.list("VDIs").isEmpty()) {
      call.database().delete(sr.targets("VDIs").getLast());
    }
    return Handler.VOID;
  }

  private static Object update(Call call) {
    var sr = call.object(0, "SR");
    Locks.occupy(call, sr, "update");
    Vdis.noteSpace(sr, Volumes.repository(call.pool(), sr));
    return Handler.VOID;
  }

  private static Object forget(Call call) {
    var sr = call.object(0, "SR");
    Locks.occupy(call, sr, "forget");
    deleteRecords(call.pool(), sr);
    return Handler.VOID;
  }

  private static Object destroy(Call call) {
    var sr = call.object(0, "SR");
    Locks.occupy(call, sr, "destroy");
    var pbd = sr.targets("PBDs").getFirst();
    var toolstack = call.pool().hostOf(call.database().get("host", pbd.text("host")));
    var medium = Storage.medium(toolstack, Storage.driver(sr.text("type")), pbd.map("device_config"));
    var repository = medium.find(sr.uuid());
    if (repository != null && !repository.volumes().isEmpty()) {
      throw Refusal.of("SR_NOT_EMPTY", sr.ref());
    }
    call.perform(new Operation.ControlCall());
    medium.erase(sr.uuid());
    deleteRecords(call.pool(), sr);
    return Handler.VOID;
  }

  private static void deleteRecords(Pool pool, Entity sr) {
    for (var vdi : sr.targets("VDIs")) {
      vdi.targets("VBDs").forEach(vbd -> vbd.set("VDI", Refs.NULL).set("empty", vbd.text("type").equals("CD")));
      pool.database().delete(vdi);
    }
    sr.targets("PBDs").forEach(pool.database()::delete);
    pool.detach(sr);
    pool.database().delete(sr);
  }
}
