package dev.assay.simulator.xapi;

import dev.assay.core.defect.Defect;
import dev.assay.simulator.generation.Feature;
import dev.assay.simulator.performance.Operation;
import dev.assay.simulator.storage.Medium;
import dev.assay.xapi.XapiException;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

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
        .work("SR.probe_ext", call -> Probes.records(probed(call)))
        .quick("SR.make", SrMessages::make)
        .work("LVHD.enable_thin_provisioning", SrMessages::makeThin)
        .quick("SR.get_supported_types", call -> StorageDrivers.in(call.host().doors().generation()).<Object>map(StorageDrivers::type).toList())
        .quick("SR.assert_can_host_ha_statefile", call -> {
          if (!call.object(0, "SR").flag("shared")) {
            throw Refusal.of("HA_CONSTRAINT_VIOLATION_SR_NOT_SHARED", call.text(0));
          }
          return Handler.VOID;
        });
  }

  private static Object create(Call call) {
    var host = call.object(0, "host");
    RollingUpgrade.mustBeOver(call.pool());
    var type = call.text(5).toLowerCase(Locale.ROOT);
    var driver = Storage.driver(call.host(), type);
    Placement.offline(call.pool(), host).ifPresent(refusal -> {
      throw refusal;
    });
    var toolstack = call.pool().hostOf(host);
    boolean thin = driver.thin() || thinOnBlocks(call.host(), driver, call.mapOrEmpty(8));
    var config = call.map(1);
    var medium = Storage.medium(toolstack, driver, config);
    toolstack.perform(new Operation.CreateStorage(driver.local() ? type : driver.exportKind()));
    boolean shared = call.flag(7);
    var sr = call.database().create("SR");
    sr.set("name_label", call.text(3)).set("name_description", call.text(4)).set("type", type).set("shared", shared);
    sr.set("content_type", type.equals("iso") ? "iso" : call.text(6)).set("sm_config", call.mapOrEmpty(8));
    if (!type.equals("iso")) {
      medium.create(sr.uuid(), type, thin);
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
    Storage.driver(call.host(), type);
    if (call.database().byUuid("SR", call.text(0)).isPresent()) {
      throw Refusal.of("SR_UUID_EXISTS", call.text(0));
    }
    var sr = call.text(0).isEmpty() ? call.database().create("SR") : call.database().create("SR", call.text(0));
    sr.set("name_label", call.text(1)).set("name_description", call.text(2)).set("type", type);
    return sr.set("content_type", call.text(4)).set("shared", call.flag(5)).set("sm_config", call.mapOrEmpty(6)).ref();
  }

  private static Object probe(Call call) {
    return Probes.repositories(probed(call));
  }

  private static Medium probed(Call call) {
    var host = call.object(0, "host");
    Placement.offline(call.pool(), host).ifPresent(refusal -> {
      throw refusal;
    });
    var toolstack = call.pool().hostOf(host);
    var driver = Storage.driver(toolstack, call.text(2));
    toolstack.perform(new Operation.ControlCall());
    return Storage.medium(toolstack, driver, call.map(1));
  }

  /** Volumes on block devices may grow as they are written, in the one generation that had it. */
  private static boolean thinOnBlocks(HostToolstack host, StorageDrivers driver, SequencedMap<String, Object> config) {
    boolean asked = Values.text(config, "allocation").equals("xlvhd");
    if (asked && (!driver.onBlocks() || !host.doors().generation().has(Feature.THIN_PROVISIONING))) {
      throw Storage.failure(1, "Invalid argument [opterr=allocation]", "");
    }
    return asked;
  }

  private static Object makeThin(Call call) {
    var sr = call.object(1, "SR");
    var driver = Storage.driver(call.host(), sr.text("type"));
    thinOnBlocks(call.host(), driver, Values.map("allocation", "xlvhd"));
    Volumes.repository(call.pool(), sr).provisionThinly();
    sr.putInto("sm_config", "allocation", "xlvhd");
    sr.targets("VDIs").forEach(vdi -> Vdis.noteSizes(call.pool(), vdi));
    Vdis.noteSpace(sr, Volumes.repository(call.pool(), sr));
    return "";
  }

  private static Object make(Call call) {
    // What it was for is done by create; servers refuse it since.
    throw Refusal.of("MESSAGE_DEPRECATED");
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
    var medium = Storage.medium(toolstack, Storage.driver(toolstack, sr.text("type")), pbd.map("device_config"));
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
