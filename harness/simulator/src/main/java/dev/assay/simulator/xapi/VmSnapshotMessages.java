package dev.assay.simulator.xapi;

import dev.assay.core.Bytes;
import dev.assay.core.defect.Defect;
import dev.assay.core.defect.Defects;
import dev.assay.simulator.performance.Operation;
import java.util.List;

/** Snapshots, checkpoints (with memory) and the way back to them. */
final class VmSnapshotMessages {

  private VmSnapshotMessages() {}

  static void register(Messages messages) {
    messages
        .work("VM.snapshot", call -> snapshot(call, false))
        .work("VM.checkpoint", call -> snapshot(call, true))
        .work("VM.revert", VmSnapshotMessages::revert);
  }

  private static Object snapshot(Call call, boolean withMemory) {
    var vm = call.object(0, "VM");
    Locks.occupy(call, vm, withMemory ? "checkpoint" : "snapshot");
    call.ongoing().cancellable();
    var wasRunning = vm.text("power_state").equals("Running");
    var snapshot = VmCopies.record(call.pool(), vm, call.text(1), true);
    snapshot.set("is_a_snapshot", true).set("is_a_template", true).set("snapshot_time", call.host().now());
    return VmCopies.completing(call, snapshot, () -> {
      if (withMemory && wasRunning) {
        saveMemory(call, vm, snapshot);
      } else if (withMemory) {
        SuspendImages.copy(call.pool(), vm, snapshot);
      }
      VmCopies.copyDisks(call, vm, snapshot, vdi -> snapshotDisk(call, vdi));
      call.ongoing().pastCancelling();
      VmCopies.copyInterfaces(call, vm, snapshot, true);
      VmCopies.copyAdapters(call, vm, snapshot);
      snapshot.set("snapshot_info", Values.map("power-state-at-snapshot", vm.text("power_state"), "disk-snapshot-type", "crash_consistent"));
      snapshot.set("power_state", withMemory && snapshot.target("suspend_VDI").isPresent() ? "Suspended" : "Halted");
      snapshot.set("snapshot_of", vm.ref()).set("parent", vm.text("parent"));
      snapshot.set("snapshot_metadata", DatabaseFile.text(vm.toRecord(call.host().release())));
      vm.set("parent", snapshot.ref());
    }).ref();
  }

  private static Entity snapshotDisk(Call call, Entity vdi) {
    call.perform(new Operation.SnapshotDisk());
    return VdiMessages.markSnapshot(call, vdi, Vdis.fork(call.pool(), vdi, Defects.NONE, true));
  }

  private static void saveMemory(Call call, Entity vm, Entity snapshot) {
    var domain = VmPowerMessages.domainOf(call, vm);
    var image = SuspendImages.create(call, domain.host(), vm);
    snapshot.set("suspend_VDI", image.ref());
    domain.host().performOn(image.target("SR").orElseThrow(), new Operation.SuspendDomain(Bytes.of(vm.whole("memory_target"))));
    VmPowerMessages.mustBeThere(domain);
    call.pool().keepMemory(image, domain.guest().memory());
  }

  /** Put the VM back: what ran is gone, its disks become copies of the snapshot's, its settings are the snapshot's. */
  private static Object revert(Call call) {
    var snapshot = call.object(0, "VM");
    var vm = snapshot.target("snapshot_of").orElseGet(() -> recreate(call, snapshot));
    Locks.occupy(call, snapshot, "revert");
    Locks.occupy(call, vm, "reverting");
    call.pool().residence(vm).flatMap(host -> host.running().of(vm)).ifPresent(domain -> {
      domain.host().perform(new Operation.StopDomain());
      VmStates.halted(domain.host(), domain);
    });
    SuspendImages.discard(call.pool(), vm);
    VmStates.detachDevices(vm);
    vm.set("power_state", "Halted");
    if (!call.has(Defect.REVERT_KEEPS_NEW_DATA)) {
      replaceDisks(call, vm, snapshot);
    }
    for (var devices : List.of("VIFs", "VGPUs")) {
      vm.targets(devices).forEach(call.database()::delete);
    }
    VmCopies.copyInterfaces(call, snapshot, vm, true);
    VmCopies.copyAdapters(call, snapshot, vm);
    restoreSettings(vm, snapshot);
    restoreMemory(call, vm, snapshot);
    vm.set("parent", snapshot.ref());
    return Handler.VOID;
  }

  /** A VM that is gone comes back with the identity that its snapshot remembers, and its other snapshots are its own again. */
  private static Entity recreate(Call call, Entity snapshot) {
    var former = snapshot.text("snapshot_of");
    var remembered = DatabaseFile.texts(snapshot.text("snapshot_metadata").isEmpty() ? "()" : snapshot.text("snapshot_metadata"));
    var uuid = remembered.getOrDefault("uuid", "");
    if (uuid.isEmpty() || call.database().byUuid("VM", uuid).isPresent()) {
      throw Refusal.of("VM_REVERT_FAILED", snapshot.ref(), former);
    }
    var vm = VmCopies.fill(call.database().create("VM", uuid), call.pool(), snapshot, remembered.getOrDefault("name_label", ""));
    call.database().where("VM", one -> one.text("snapshot_of").equals(former)).forEach(one -> one.set("snapshot_of", vm.ref()));
    return vm;
  }

  private static void replaceDisks(Call call, Entity vm, Entity snapshot) {
    var old = vm.targets("VBDs");
    VmCopies.copyDisks(call, snapshot, vm, vdi -> {
      call.perform(new Operation.CloneDisk());
      var made = Vdis.fork(call.pool(), vdi, Defects.NONE, false);
      relink(vdi, made);
      return made;
    });
    for (var vbd : old) {
      vbd.target("VDI").filter(_ -> vbd.text("mode").equals("RW")).ifPresent(vdi -> Vdis.delete(call.pool(), vdi));
      call.database().delete(vbd);
    }
  }

  /** The other snapshots of the disk that goes are snapshots of its successor. */
  private static void relink(Entity snapshotDisk, Entity made) {
    snapshotDisk.target("snapshot_of").ifPresentOrElse(
        origin -> origin.targets("snapshots").forEach(other -> other.set("snapshot_of", made.ref())),
        () -> snapshotDisk.set("snapshot_of", made.ref()));
  }

  private static void restoreSettings(Entity vm, Entity snapshot) {
    for (int i = 0; i < vm.schema().size(); i++) {
      var field = vm.schema().fieldAt(i).name();
      if (!VmCopies.NEVER_COPIED.contains(field) && !List.of("name_label", "affinity").contains(field)) {
        vm.set(field, snapshot.get(field));
      }
    }
  }

  private static void restoreMemory(Call call, Entity vm, Entity snapshot) {
    if (snapshot.text("power_state").equals("Suspended")) {
      SuspendImages.copy(call.pool(), snapshot, vm);
      if (call.has(Defect.CHECKPOINT_LOSES_MEMORY)) {
        vm.target("suspend_VDI").ifPresent(call.pool()::forgetMemory);
      }
      vm.set("power_state", "Suspended");
    }
  }
}
