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
    var moved = move(call, vdi, sr);
    moved.targets("VBDs").stream().filter(vbd -> vbd.flag("currently_attached")).flatMap(vbd -> vbd.target("VM").stream()).forEach(vm -> goOver(call, vm));
    return moved.ref();
  }

  /** The product migrates the VM to where it is, with all of its memory; only then does it use the copy. */
  private static void goOver(Call call, Entity vm) {
    if (!vm.text("power_state").equals("Running") || vm.flag("is_control_domain")) {
      return;
    }
    var domain = VmPowerMessages.domainOf(call, vm);
    try {
      domain.host().perform(Operation.MigrateDomain.atRest(Bytes.of(vm.whole("memory_target")), domain.guest()::paused));
    } finally {
      VmMigrationMessages.goOn(domain);
    }
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
