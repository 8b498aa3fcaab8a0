package dev.assay.simulator.xapi;

import dev.assay.core.Bytes;
import dev.assay.simulator.performance.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes VMs from VMs: clones, full copies and snapshots, each with disks and interfaces of its own. */
final class VmCopies {

  /** What belongs to one VM alone, or says where and how it runs. */
  static final List<String> NEVER_COPIED = List.of(
      "uuid", "allowed_operations", "current_operations", "power_state", "is_a_template", "is_default_template", "suspend_VDI",
      "resident_on", "scheduled_to_be_resident_on", "consoles", "VIFs", "VBDs", "VUSBs", "crash_dumps", "VTPMs", "domid",
      "metrics", "guest_metrics", "is_a_snapshot", "snapshot_of", "snapshots", "snapshot_time", "transportable_snapshot_id",
      "snapshot_info", "snapshot_metadata", "parent", "children", "VGPUs", "attached_PCIs", "appliance", "blobs", "is_control_domain");

  /** What a copy begins anew: what it belongs to, its place in an order, what was decided of the original's next boot. */
  private static final List<String> BEGUN_ANEW = List.of(
      "start_delay", "shutdown_delay", "order", "suspend_SR", "version", "protection_policy", "snapshot_schedule", "is_snapshot_from_vmpp", "is_vmss_snapshot",
      "ha_always_run", "requires_reboot", "domarch", "groups");

  private static final List<String> INTERFACE_FIELDS = List.of(
      "device", "network", "MTU", "other_config", "qos_algorithm_type", "qos_algorithm_params", "locking_mode", "ipv4_allowed", "ipv6_allowed",
      "ipv4_configuration_mode", "ipv4_addresses", "ipv4_gateway", "ipv6_configuration_mode", "ipv6_addresses", "ipv6_gateway");

  private VmCopies() {}

  /** Copy the record of a VM, without its devices; a copy that is a VM of its own has addresses of its own. */
  static Entity record(Pool pool, Entity vm, String name, boolean snapshot) {
    var copy = fill(pool.database().create("VM"), pool, vm, name);
    BEGUN_ANEW.forEach(field -> copy.set(field, copy.schema().defaultOf(field)));
    copy.removeFrom("other_config", "default_template").removeFrom("other_config", "xensource_internal");
    if (!snapshot) {
      copy.putInto("other_config", "mac_seed", pool.chance().uuid().toString());
    }
    if (vm.flag("is_a_template") && !copy.map("other_config").containsKey("base_template_name")) {
      copy.putInto("other_config", "base_template_name", vm.text("name_label"));
    }
    return copy;
  }

  static Entity fill(Entity copy, Pool pool, Entity vm, String name) {
    for (int i = 0; i < vm.schema().size(); i++) {
      var field = vm.schema().fieldAt(i).name();
      if (!NEVER_COPIED.contains(field)) {
        copy.set(field, vm.get(field));
      }
    }
    copy.set("name_label", name).set("domid", -1L);
    copy.set("metrics", pool.database().create("VM_metrics").ref());
    GuestMetrics.copy(vm, copy, pool.database());
    return copy;
  }

  static Entity clone(Call call, Entity vm, String name) {
    var copy = record(call.pool(), vm, name, false);
    return completing(call, copy, () -> {
      copyDisks(call, vm, copy, vdi -> {
        call.perform(new Operation.CloneDisk());
        return Vdis.fork(call.pool(), vdi, call.host().doors().defects(), false);
      });
      finishCopy(call, vm, copy);
    });
  }

  static Entity copy(Call call, Entity vm, String name, Optional<Entity> sr) {
    var copy = record(call.pool(), vm, name, false);
    return completing(call, copy, () -> {
      copyDisks(call, vm, copy, vdi -> {
        call.performOn(vdi, new Operation.CopyDisk(Volumes.toCopy(call.pool(), vdi)));
        return Vdis.copyTo(call.pool(), vdi, sr.or(() -> vdi.target("SR")).orElseThrow());
      });
      finishCopy(call, vm, copy);
    });
  }

  private static void finishCopy(Call call, Entity vm, Entity copy) {
    copyInterfaces(call, vm, copy, false);
    copyAdapters(call, vm, copy);
    copy.set("is_a_template", vm.flag("is_a_template"));
    if (vm.text("power_state").equals("Suspended") && !vm.flag("is_a_snapshot")) {
      SuspendImages.copy(call.pool(), vm, copy);
      copy.set("power_state", "Suspended");
    }
  }

  /** Finish a copy, or leave nothing of it. */
  static Entity completing(Call call, Entity copy, Runnable rest) {
    try {
      rest.run();
      return copy;
    } catch (RuntimeException e) {
      deleteWithDisks(call.pool(), copy);
      throw e;
    }
  }

  interface DiskMaker {
    Entity make(Entity vdi);
  }

  static void copyDisks(Call call, Entity vm, Entity copy, DiskMaker maker) {
    var vbds = vm.targets("VBDs");
    for (int i = 0; i < vbds.size(); i++) {
      copyDisk(call, vbds.get(i), copy, maker);
      final double part = (i + 1.0) / (vbds.size() + 1);
      call.work().ifPresent(work -> work.progress(part));
    }
  }

  private static void copyDisk(Call call, Entity vbd, Entity copy, DiskMaker maker) {
    var made = call.database().create("VBD");
    for (var field : List.of("userdevice", "bootable", "mode", "type", "unpluggable", "empty", "other_config", "qos_algorithm_type", "qos_algorithm_params")) {
      made.set(field, vbd.get(field));
    }
    made.set("VM", copy.ref());
    var vdi = vbd.target("VDI");
    boolean shared = vbd.text("type").equals("CD") || vbd.text("mode").equals("RO");
    made.setRef("VDI", shared ? vdi : vdi.map(maker::make));
    // The disks of a copy are the copy's own, whosoever those of the original are.
    if (made.text("type").equals("Disk") && !made.map("other_config").containsKey("owner")) {
      made.putInto("other_config", "owner", "");
    }
  }

  static void copyAdapters(Call call, Entity vm, Entity copy) {
    for (var adapter : vm.targets("VGPUs")) {
      var made = call.database().create("VGPU").set("VM", copy.ref());
      for (var field : List.of("device", "GPU_group", "type", "other_config", "extra_args")) {
        made.set(field, adapter.get(field));
      }
    }
  }

  static void copyInterfaces(Call call, Entity vm, Entity copy, boolean keepMac) {
    for (var vif : vm.targets("VIFs")) {
      var made = call.database().create("VIF");
      for (var field : INTERFACE_FIELDS) {
        made.set(field, vif.get(field));
      }
      made.set("MAC", keepMac ? vif.text("MAC") : VifMessages.addressOf(call.pool(), copy, vif.text("device")));
      made.set("MAC_autogenerated", !keepMac).set("VM", copy.ref());
    }
  }

  /** Delete a VM and the disks that are its own. */
  static void deleteWithDisks(Pool pool, Entity vm) {
    vm.targets("VBDs").stream()
        .filter(vbd -> vbd.text("type").equals("Disk") && vbd.text("mode").equals("RW"))
        .flatMap(vbd -> vbd.target("VDI").stream())
        .toList()
        .forEach(vdi -> Vdis.delete(pool, vdi));
    delete(pool, vm);
  }

  /** Delete a VM's record and its devices' records; its disks stay, as the product leaves them, but for its suspended memory. */
  static void delete(Pool pool, Entity vm) {
    var database = pool.database();
    SuspendImages.discard(pool, vm);
    new ArrayList<>(vm.targets("VBDs")).forEach(database::delete);
    new ArrayList<>(vm.targets("VIFs")).forEach(database::delete);
    new ArrayList<>(vm.targets("VGPUs")).forEach(database::delete);
    new ArrayList<>(vm.targets("consoles")).forEach(database::delete);
    vm.target("metrics").ifPresent(database::delete);
    vm.target("guest_metrics").ifPresent(database::delete);
    database.delete(vm);
  }
}
