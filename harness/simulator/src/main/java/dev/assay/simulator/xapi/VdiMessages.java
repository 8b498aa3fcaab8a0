package dev.assay.simulator.xapi;

import dev.assay.core.Bytes;
import dev.assay.simulator.performance.Operation;
import dev.assay.xapi.table.ApiType;
import java.util.List;

/** Virtual disks: made, copied, resized and deleted, contents included. */
final class VdiMessages {

  /** Source: the storage drivers' own limit. */
  private static final long MOST_MIB = 2_093_050;

  private VdiMessages() {}

  static void register(Messages messages) {
    messages
        .work("VDI.create", VdiMessages::create)
        .work("VDI.destroy", VdiMessages::destroy)
        .work("VDI.clone", call -> fork(call, "clone"))
        .work("VDI.snapshot", call -> fork(call, "snapshot"))
        .work("VDI.copy", VdiMessages::copy)
        .work("VDI.resize", call -> resize(call, "resize"))
        .work("VDI.resize_online", call -> resize(call, "resize_online"))
        .work("VDI.pool_migrate", VdiMigration::migrate)
        .work("VDI.forget", VdiMessages::forget)
        .work("VDI.update", VdiMessages::update)
        .work("VDI.introduce", VdiMessages::introduce);
  }

  private static Object create(Call call) {
    var given = call.map(0);
    var sr = call.database().get("SR", String.valueOf(given.get("SR")));
    long size = (Long) WireCheck.value("virtual_size", new ApiType.IntType(), given.getOrDefault("virtual_size", 0L));
    if (size <= 0) {
      throw Refusal.invalidValue("virtual_size", size);
    }
    checkSize(size);
    Locks.occupy(call, sr, "vdi_create");
    call.perform(new Operation.CloneDisk());
    var vdi = Vdis.create(call.pool(), sr, String.valueOf(given.getOrDefault("name_label", "")), Bytes.of(size), String.valueOf(given.getOrDefault("type", "user")));
    for (var field : List.of("name_description", "sharable", "read_only", "other_config", "xenstore_data", "sm_config", "tags")) {
      if (given.containsKey(field)) {
        var type = vdi.schema().fieldAt(vdi.schema().indexOf(field)).type();
        vdi.set(field, WireCheck.value(field, type, given.get(field)));
      }
    }
    return vdi.ref();
  }

  /** The format of disks on all repositories goes to 2 TiB less what it needs itself. */
  private static void checkSize(long size) {
    if (size > MOST_MIB << 20) {
      throw Storage.failure(79, "VDI Invalid size [opterr=VDI size must be between 1 MB and " + MOST_MIB + " MB]", "");
    }
  }

  private static Object destroy(Call call) {
    var vdi = call.object(0, "VDI");
    occupy(call, vdi, "destroy");
    call.perform(new Operation.ControlCall());
    Vdis.delete(call.pool(), vdi);
    return Handler.VOID;
  }

  private static void occupy(Call call, Entity vdi, String operation) {
    Locks.occupy(call, vdi, operation);
    vdi.target("SR").filter(_ -> !operation.equals("copy")).ifPresent(sr -> Locks.occupy(call, sr, "vdi_" + operation));
  }

  private static Object fork(Call call, String operation) {
    var vdi = call.object(0, "VDI");
    occupy(call, vdi, operation);
    boolean snapshot = operation.equals("snapshot");
    call.perform(snapshot ? new Operation.SnapshotDisk() : new Operation.CloneDisk());
    var copy = Vdis.fork(call.pool(), vdi, call.host().doors().defects(), snapshot);
    return snapshot ? markSnapshot(call, vdi, copy).ref() : copy.ref();
  }

  static Entity markSnapshot(Call call, Entity vdi, Entity snapshot) {
    return snapshot.set("cbt_enabled", vdi.flag("cbt_enabled")).set("is_a_snapshot", true).set("snapshot_of", vdi.ref()).set("snapshot_time", call.host().now());
  }

  private static Object copy(Call call) {
    var vdi = call.object(0, "VDI");
    var into = call.objectOrNull(3, "VDI");
    var sr = call.objectOrNull(1, "SR").or(() -> into.flatMap(target -> target.target("SR")));
    occupy(call, vdi, "copy");
    call.ongoing().cancellable();
    call.performOn(vdi, new Operation.CopyDisk(Volumes.toCopy(call.pool(), vdi)));
    if (into.isPresent()) {
      return copyInto(call, vdi, into.get());
    }
    return Vdis.copyTo(call.pool(), vdi, sr.orElseThrow(() -> Refusal.handleInvalid("SR", Refs.NULL))).ref();
  }

  private static Object copyInto(Call call, Entity vdi, Entity into) {
    var from = Volumes.of(call.pool(), vdi).image();
    var to = Volumes.of(call.pool(), into).image();
    if (to.size().compareTo(from.size()) < 0) {
      throw Refusal.of("VDI_TOO_SMALL", into.ref(), from.size().count());
    }
    from.extents(1 << 20).forEach(extent -> to.write(extent.offset(), from.read(extent.offset(), extent.length())));
    return into.ref();
  }

  private static Object resize(Call call, String operation) {
    var vdi = call.object(0, "VDI");
    occupy(call, vdi, operation);
    long size = call.whole(1);
    if (size < vdi.whole("virtual_size")) {
      throw Refusal.of("VDI_TOO_SMALL", vdi.ref(), vdi.whole("virtual_size"));
    }
    checkSize(size);
    var sr = vdi.target("SR").orElseThrow();
    var repository = Volumes.repository(call.pool(), sr);
    long free = sr.whole("physical_size") - repository.used().count();
    if (!repository.thin() && size - vdi.whole("virtual_size") > free) {
      throw Refusal.of("SR_FULL", size, free);
    }
    call.perform(new Operation.ControlCall());
    Volumes.of(call.pool(), vdi).image().resize(Bytes.of(size));
    Vdis.noteSizes(call.pool(), vdi);
    Vdis.noteSpace(sr, repository);
    return Handler.VOID;
  }

  private static Object forget(Call call) {
    var vdi = call.object(0, "VDI");
    Locks.occupy(call, vdi, "forget");
    call.database().delete(vdi);
    return Handler.VOID;
  }

  private static Object update(Call call) {
    var vdi = call.object(0, "VDI");
    Locks.occupy(call, vdi, "update");
    Vdis.noteSizes(call.pool(), vdi);
    return Handler.VOID;
  }

  private static Object introduce(Call call) {
    var sr = call.object(3, "SR");
    var repository = Volumes.repository(call.pool(), sr);
    var volume = repository.find(call.text(8).isEmpty() ? call.text(0) : call.text(8));
    if (volume == null) {
      throw Refusal.of("SR_BACKEND_FAILURE_46", "", "The VDI is not available", call.text(8));
    }
    if (sr.targets("VDIs").stream().anyMatch(vdi -> vdi.text("location").equals(volume.location()))) {
      throw Refusal.of("LOCATION_NOT_UNIQUE", sr.ref(), volume.location());
    }
    return Vdis.introduce(call.pool(), sr, repository, volume).set("name_label", call.text(1)).set("name_description", call.text(2)).ref();
  }
}
