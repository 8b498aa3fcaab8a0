package dev.assay.simulator.xapi;

import dev.assay.core.Bytes;
import dev.assay.core.defect.Defect;
import dev.assay.simulator.performance.Operation;

/** Moves a disk to another repository of the pool, also while its VM runs. */
final class VdiMigration {

  private VdiMigration() {}

  static Object migrate(Call call) {
    var vdi = call.object(0, "VDI");
    var sr = call.object(1, "SR");
    Locks.occupy(call, vdi, "mirror");
    return move(call, vdi, sr).ref();
  }

  /** Mirror the disk, then let its VM go on with the copy; the original goes. */
  static Entity move(Call call, Entity vdi, Entity sr) {
    VdiRules.unplugged(sr).ifPresent(refusal -> {
      throw refusal;
    });
    call.performOn(vdi, new Operation.CopyDisk(Volumes.toCopy(call.pool(), vdi)));
    // The copy is taken now, at the end: what the guest wrote meanwhile was mirrored.
    var moved = Vdis.copyTo(call.pool(), vdi, sr);
    moved.set("snapshot_of", vdi.text("snapshot_of")).set("is_a_snapshot", vdi.flag("is_a_snapshot")).set("snapshot_time", vdi.get("snapshot_time"));
    vdi.targets("snapshots").forEach(snapshot -> snapshot.set(
        "snapshot_of", call.has(Defect.STORAGE_MIGRATION_ORPHANS_SNAPSHOT) ? Refs.NULL : moved.ref()));
    vdi.targets("VBDs").forEach(vbd -> vbd.set("VDI", moved.ref()));
    Vdis.delete(call.pool(), vdi);
    return moved;
  }
}
