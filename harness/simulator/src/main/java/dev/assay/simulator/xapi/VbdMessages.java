package dev.assay.simulator.xapi;

import dev.assay.core.defect.Defect;
import dev.assay.simulator.performance.Operation;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/** Disks of VMs: made, plugged and unplugged while the VM runs, CDs inserted and ejected. */
final class VbdMessages {

  /** Disks that the pool itself writes. */
  private static final Set<String> NOT_FOR_GUESTS = Set.of("ha_statefile", "redo_log", "cbt_metadata");

  private static final Set<String> MOTIONS = Set.of("pool_migrate", "migrate_send");

  private VbdMessages() {}

  static void register(Messages messages) {
    messages
        .quick("VBD.create", VbdMessages::create)
        .work("VBD.destroy", VbdMessages::destroy)
        .work("VBD.plug", VbdMessages::plug)
        .work("VBD.unplug", call -> unplug(call, "unplug"))
        .work("VBD.unplug_force", call -> unplug(call, "unplug_force"))
        .work("VBD.insert", VbdMessages::insert)
        .work("VBD.eject", VbdMessages::eject)
        .quick("VBD.set_mode", VbdMessages::setMode)
        .quick("VBD.assert_attachable", call -> {
          VbdRules.unattachable(call.object(0, "VBD")).ifPresent(refusal -> {
            throw refusal;
          });
          return Handler.VOID;
        })
        .quick("VM.get_allowed_VBD_devices", call -> Devices.freeDisks(call.object(0, "VM")));
  }

  /** Make the record of a disk of a VM. */
  static Entity record(ObjectDatabase database, Entity vm, Entity vdi, String userdevice, boolean bootable) {
    var vbd = database.create("VBD").set("userdevice", userdevice).set("bootable", bootable);
    vbd.set("mode", "RW").set("type", "Disk").set("unpluggable", true);
    return vbd.set("VM", vm.ref()).set("VDI", vdi.ref());
  }

  private static Object create(Call call) {
    var given = call.map(0);
    var vm = call.database().get("VM", String.valueOf(given.get("VM")));
    boolean empty = Boolean.TRUE.equals(given.get("empty"));
    var vdi = empty ? Refs.NULL : call.database().get("VDI", String.valueOf(given.get("VDI"))).ref();
    check(call, vm, given, vdi);
    var vbd = Creation.from(call.database(), "VBD", given);
    if (vbd.text("userdevice").equals("autodetect")) {
      vbd.set("userdevice", Devices.freeDisks(vm).getFirst());
    }
    return vbd.set("VDI", vdi).set("empty", empty).set("currently_attached", false).ref();
  }

  private static void check(Call call, Entity vm, SequencedMap<String, Object> given, String vdi) {
    boolean readWrite = "RW".equals(given.get("mode"));
    boolean removable = "CD".equals(given.get("type"));
    var disk = call.database().find(vdi);
    disk.filter(found -> !found.flag("managed")).ifPresent(found -> {
      throw Refusal.of("VDI_NOT_MANAGED", found.ref());
    });
    disk.filter(found -> NOT_FOR_GUESTS.contains(found.text("type"))).ifPresent(found -> {
      throw Refusal.of("VDI_INCOMPATIBLE_TYPE", found.ref(), found.text("type"));
    });
    if (removable && readWrite) {
      throw Refusal.of("VBD_CDS_MUST_BE_READONLY");
    }
    if (!removable && Boolean.TRUE.equals(given.get("empty"))) {
      throw Refusal.of("VBD_NOT_REMOVABLE_MEDIA", "in constructor");
    }
    if (removable) {
      disk.ifPresent(VbdMessages::mustBeIso);
    }
    if (readWrite && disk.filter(found -> found.flag("read_only")).isPresent()) {
      throw Refusal.of("VDI_READONLY", vdi);
    }
    mustNotMove(vm);
    checkDevice(vm, String.valueOf(given.get("userdevice")));
  }

  private static void mustBeIso(Entity vdi) {
    vdi.target("SR").filter(sr -> !sr.text("content_type").equals("iso")).ifPresent(sr -> {
      throw Refusal.of("VDI_IS_NOT_ISO", vdi.ref(), sr.text("type"));
    });
  }

  /** A VM that is under way to another host gets no new disks. */
  private static void mustNotMove(Entity vm) {
    vm.map("current_operations").entrySet().stream().filter(running -> MOTIONS.contains((String) running.getValue())).findFirst().ifPresent(running -> {
      throw Refusal.otherOperation(vm, (String) running.getValue(), running.getKey());
    });
  }

  private static void checkDevice(Entity vm, String device) {
    var free = Devices.freeDisks(vm);
    if (!device.equals("autodetect") && Devices.number(device) >= Devices.positions(vm)) {
      throw Refusal.of("INVALID_DEVICE", device);
    }
    if (free.isEmpty() && device.equals("autodetect")) {
      throw Refusal.of("INVALID_DEVICE", device);
    }
    if (!device.equals("autodetect") && !free.contains(String.valueOf(Devices.number(device)))) {
      throw Refusal.of("DEVICE_ALREADY_EXISTS", device);
    }
  }

  private static Object destroy(Call call) {
    var vbd = call.object(0, "VBD");
    if (vbd.flag("currently_attached")) {
      throw Refusal.notAllowed("VBD '" + vbd.uuid() + "' still attached to '" + vbd.target("VM").map(Entity::uuid).orElse("") + "'");
    }
    call.database().delete(vbd);
    return Handler.VOID;
  }

  private static Object plug(Call call) {
    var vbd = call.object(0, "VBD");
    Locks.occupy(call, vbd, "plug");
    var domain = domainOf(call, vbd);
    Placement.unseen(domain.vm(), domain.host().record()).ifPresent(refusal -> {
      throw refusal;
    });
    return DiskReservation.holding(List.of(vbd), () -> plug(call, vbd, domain));
  }

  private static Object plug(Call call, Entity vbd, Domain domain) {
    domain.host().perform(new Operation.PlugDevice());
    VmPowerMessages.mustBeThere(domain);
    if (call.has(Defect.HOTPLUG_DISK_INVISIBLE)) {
      domain.hardware().hide(vbd);
    }
    VmStates.attach(vbd);
    return Handler.VOID;
  }

  private static Object unplug(Call call, String operation) {
    var vbd = call.object(0, "VBD");
    Locks.occupy(call, vbd, operation);
    var domain = domainOf(call, vbd);
    domain.host().perform(new Operation.UnplugDevice());
    vbd.set("currently_attached", false);
    return Handler.VOID;
  }

  private static Object insert(Call call) {
    var vbd = call.object(0, "VBD");
    var vdi = call.object(1, "VDI");
    Locks.occupy(call, vbd, "insert");
    mustBeIso(vdi);
    if (!vdi.flag("managed")) {
      throw Refusal.of("VDI_NOT_MANAGED", vdi.ref());
    }
    call.perform(new Operation.ControlCall());
    vbd.set("VDI", vdi.ref()).set("empty", false).set("currently_attached", runs(vbd));
    return Handler.VOID;
  }

  private static Object eject(Call call) {
    var vbd = call.object(0, "VBD");
    Locks.occupy(call, vbd, "eject");
    call.perform(new Operation.ControlCall());
    vbd.set("VDI", Refs.NULL).set("empty", true);
    return Handler.VOID;
  }

  private static Object setMode(Call call) {
    var vbd = call.object(0, "VBD");
    vbd.target("VM").filter(vm -> !vm.text("power_state").equals("Halted")).ifPresent(vm -> {
      throw Refusal.badPowerState(vm, "halted");
    });
    vbd.set("mode", call.text(1));
    return Handler.VOID;
  }

  private static boolean runs(Entity vbd) {
    return vbd.target("VM").map(vm -> vm.text("power_state").equals("Running")).orElse(false);
  }

  private static Domain domainOf(Call call, Entity vbd) {
    return VmPowerMessages.domainOf(call, vbd.target("VM").orElseThrow(() -> Refusal.handleInvalid("VM", vbd.text("VM"))));
  }
}
