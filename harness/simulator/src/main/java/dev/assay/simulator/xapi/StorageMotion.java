package dev.assay.simulator.xapi;

import dev.assay.core.Bytes;
import dev.assay.simulator.generation.Feature;
import dev.assay.simulator.performance.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** Migration with storage: the disks are mirrored to repositories of the destination, in this pool or another. */
final class StorageMotion {

  private StorageMotion() {}

  /** Say where a migration to this host must go; what is returned is given to {@code migrate_send} by whoever asked. */
  static Object migrateReceive(Call call) {
    var host = call.object(0, "host");
    var master = call.pool().master();
    return Values.map(
        "host", host.ref(),
        "SM", "http://" + host.text("address") + "/services/SM?session_id=" + call.session().map(Session::ref).orElse(""),
        "xenops", "http://" + host.text("address") + "/services/xenops?session_id=" + call.session().map(Session::ref).orElse(""),
        "session_id", call.session().map(Session::ref).orElse(""),
        "master", "http://" + master.address() + "/");
  }

  /** Where the VM goes. */
  private record Destination(Pool pool, HostToolstack host) {}

  static Object assertCanMigrate(Call call) {
    var vm = call.object(0, "VM");
    boolean copy = Values.text(call.map(5), "copy").equals("true");
    check(call, vm, destination(call), call.map(3), copy);
    return Handler.VOID;
  }

  static Object migrateSend(Call call) {
    var vm = call.object(0, "VM");
    var destination = destination(call);
    boolean copy = Values.text(call.map(5), "copy").equals("true");
    if (copy && destination.pool() != call.pool()) {
      checkCopy(vm);
    }
    Locks.occupy(call, vm, copy ? "copy" : "migrate_send");
    check(call, vm, destination, call.map(3), copy);
    call.ongoing().cancellable();
    return destination.pool() == call.pool() ? within(call, vm, destination, copy) : across(call, vm, destination, copy);
  }

  private static Destination destination(Call call) {
    var dest = call.map(1);
    var address = Values.text(dest, "master").replaceFirst("^https?://", "").replaceFirst("/.*$", "");
    var pool = call.pool().master().address().equals(address)
        ? call.pool()
        : call.host().neighbour(address).map(HostToolstack::pool).orElseThrow(() -> Refusal.of("CANNOT_CONTACT_HOST", address));
    var host = pool.host(Values.text(dest, "host")).orElseThrow(() -> Refusal.handleInvalid("host", Values.text(dest, "host")));
    return new Destination(pool, host);
  }

  private static void check(Call call, Entity vm, Destination destination, SequencedMap<String, Object> disks, boolean copy) {
    var host = destination.host().record();
    if (copy && destination.pool() != call.pool()) {
      checkCopy(vm);
    }
    Locks.refusal(vm, copy ? "copy" : "migrate_send").filter(refusal -> !refusal.code().equals("OTHER_OPERATION_IN_PROGRESS")).ifPresent(refusal -> {
      throw refusal;
    });
    Placement.offline(destination.pool(), host).ifPresent(refusal -> {
      throw refusal;
    });
    if (!host.flag("enabled")) {
      throw Refusal.of("HOST_DISABLED", host.ref());
    }
    var source = vm.target("resident_on").orElse(call.host().record());
    if (Placement.version(host).compareTo(Placement.version(source)) < 0) {
      throw destination.pool() == call.pool()
          ? Refusal.of("NOT_SUPPORTED_DURING_UPGRADE")
          : Refusal.of("VM_HOST_INCOMPATIBLE_VERSION_MIGRATE", vm.ref(), host.ref());
    }
    if (!vm.text("power_state").equals("Halted")) {
      Processors.unfit(vm, host).ifPresent(refusal -> {
        throw refusal;
      });
    }
    for (var vdi : disksOf(vm)) {
      checkDisk(vm, vdi, destination, disks);
    }
    if (!copy && disksOf(vm).stream().anyMatch(vdi -> destination.pool() != call.pool() || disks.containsKey(vdi.ref()))) {
      checkSnapshots(vm);
    }
    if (vm.text("power_state").equals("Running")) {
      Placement.tooLittleMemory(destination.pool(), vm, host).filter(_ -> !vm.text("resident_on").equals(host.ref())).ifPresent(refusal -> {
        throw refusal;
      });
    }
  }

  /** Across pools only what does not run is copied, and no template that comes with the product. */
  private static void checkCopy(Entity vm) {
    if (vm.flag("is_default_template")) {
      throw Refusal.of("VM_IS_TEMPLATE", vm.ref(), "copy");
    }
    if (!vm.text("power_state").equals("Halted")) {
      throw Refusal.badPowerState(vm, "halted");
    }
  }

  /** Where snapshots do not go along with their disk, one of them stays behind and more, or saved memory, are in the way. */
  private static void checkSnapshots(Entity vm) {
    var snapshots = vm.targets("snapshots");
    if (vm.productHas(Feature.SNAPSHOT_DURING_STORAGE_MIGRATION)) {
      return;
    }
    if (snapshots.size() > 1) {
      throw Refusal.of("VM_HAS_TOO_MANY_SNAPSHOTS", vm.ref());
    }
    if (snapshots.stream().anyMatch(snapshot -> snapshot.text("power_state").equals("Suspended"))) {
      throw Refusal.of("VM_HAS_CHECKPOINT", vm.ref());
    }
  }

  private static void checkDisk(Entity vm, Entity vdi, Destination destination, SequencedMap<String, Object> disks) {
    var target = targetOf(vdi, destination, disks)
        .orElseThrow(() -> Refusal.of("VDI_NOT_IN_MAP", vdi.ref()));
    if (!Placement.plugged(target, destination.host().record())) {
      throw Refusal.of("VM_REQUIRES_SR", vm.ref(), target.ref());
    }
  }

  /** Return where a disk goes: where the map says; within the pool it stays when the map says nothing and the host sees it. */
  private static Optional<Entity> targetOf(Entity vdi, Destination destination, SequencedMap<String, Object> disks) {
    var named = (String) disks.get(vdi.ref());
    if (named != null) {
      return Optional.of(destination.pool().database().get("SR", named));
    }
    var origin = vdi.target("snapshot_of").filter(disk -> disks.containsKey(disk.ref()));
    if (origin.isPresent()) {
      return targetOf(origin.get(), destination, disks);
    }
    return vdi.target("SR").filter(sr -> destination.pool().database().find(sr.ref()).isPresent());
  }

  private static List<Entity> disksOf(Entity vm) {
    return vm.targets("VBDs").stream()
        .filter(vbd -> vbd.text("type").equals("Disk"))
        .flatMap(vbd -> vbd.target("VDI").stream())
        .toList();
  }

  private static Object within(Call call, Entity vm, Destination destination, boolean copy) {
    if (copy) {
      return VmCopies.copy(call, vm, vm.text("name_label"), disksOf(vm).stream().findFirst().flatMap(vdi -> targetOf(vdi, destination, call.map(3)))).ref();
    }
    for (var vdi : disksOf(vm)) {
      var sr = targetOf(vdi, destination, call.map(3)).orElseThrow();
      if (!vdi.text("SR").equals(sr.ref())) {
        var snapshots = vdi.targets("snapshots");
        VdiMigration.move(call, vdi, sr);
        snapshots.forEach(snapshot -> VdiMigration.move(call, snapshot, sr));
      }
    }
    if (vm.text("power_state").equals("Running")) {
      VmMigrationMessages.move(call, vm, destination.host());
    }
    return vm.ref();
  }

  /** Make the VM anew in the other pool, let its guest go on there, and forget it here. */
  private static Object across(Call call, Entity vm, Destination destination, boolean copy) {
    var moved = recreate(call, vm, destination, copy);
    var images = new LinkedHashMap<Entity, Entity>();
    var snapshots = new ArrayList<Entity>();
    try {
      for (var vbd : vm.targets("VBDs")) {
        moveDisk(call, vbd, moved, destination, images);
      }
      moveInterfaces(call, vm, moved, destination, copy);
      if (!copy) {
        vm.targets("snapshots").forEach(snapshot -> snapshots.add(moveSnapshot(call, snapshot, moved, destination, images)));
      }
      if (vm.text("power_state").equals("Running")) {
        moveGuest(call, vm, moved, destination);
      } else if (vm.text("power_state").equals("Suspended")) {
        moveMemory(call, vm, moved, destination);
      }
    } catch (RuntimeException e) {
      snapshots.forEach(snapshot -> VmCopies.deleteWithDisks(destination.pool(), snapshot));
      VmCopies.deleteWithDisks(destination.pool(), moved);
      throw e;
    }
    if (!copy) {
      vm.targets("snapshots").forEach(snapshot -> VmCopies.deleteWithDisks(call.pool(), snapshot));
      forgetHere(call, vm);
    }
    return moved.ref();
  }

  /** Take a snapshot along: its disks become snapshots of the disks over there, and so does its memory, if it has any. */
  private static Entity moveSnapshot(Call call, Entity snapshot, Entity moved, Destination destination, Map<Entity, Entity> images) {
    var made = recreate(call, snapshot, destination, false);
    for (var vbd : snapshot.targets("VBDs")) {
      moveDisk(call, vbd, made, destination, images);
      vbd.target("VDI").ifPresent(disk -> disk.target("snapshot_of").map(images::get).ifPresent(origin ->
          images.get(disk).set("is_a_snapshot", true).set("snapshot_of", origin.ref()).set("snapshot_time", disk.get("snapshot_time"))));
    }
    made.set("is_a_snapshot", true).set("is_a_template", true).set("snapshot_of", moved.ref()).set("snapshot_time", snapshot.get("snapshot_time"));
    made.set("snapshot_info", snapshot.get("snapshot_info")).set("snapshot_metadata", snapshot.get("snapshot_metadata"));
    if (snapshot.text("power_state").equals("Suspended")) {
      moveMemory(call, snapshot, made, destination);
    } else {
      made.set("power_state", "Halted");
    }
    return made;
  }

  private static Entity recreate(Call call, Entity vm, Destination destination, boolean copy) {
    var database = destination.pool().database();
    var moved = copy ? database.create("VM") : database.create("VM", vm.uuid());
    for (int i = 0; i < vm.schema().size(); i++) {
      var field = vm.schema().fieldAt(i).name();
      if (!VmCopies.NEVER_COPIED.contains(field) && !List.of("affinity", "suspend_SR", "snapshot_schedule", "protection_policy").contains(field)) {
        moved.set(field, vm.get(field));
      }
    }
    return moved.set("domid", -1L).set("is_a_template", vm.flag("is_a_template")).set("metrics", database.create("VM_metrics").ref());
  }

  private static void moveDisk(Call call, Entity vbd, Entity moved, Destination destination, Map<Entity, Entity> images) {
    var database = destination.pool().database();
    var made = database.create("VBD");
    for (var field : List.of("userdevice", "bootable", "mode", "type", "unpluggable", "other_config")) {
      made.set(field, vbd.get(field));
    }
    var vdi = vbd.target("VDI").filter(_ -> vbd.text("type").equals("Disk"));
    made.set("empty", vdi.isEmpty()).set("VM", moved.ref());
    vdi.ifPresent(disk -> {
      call.performOn(disk, new Operation.CopyDisk(Volumes.toCopy(call.pool(), disk)));
      // The snapshot of a disk that is gone follows nobody: it goes where the other pool puts new disks.
      var sr = targetOf(disk, destination, call.map(3)).or(() -> destination.pool().record().target("default_SR"))
          .orElseThrow(() -> Refusal.of("VDI_NOT_IN_MAP", disk.ref()));
      var copy = Vdis.adopt(destination.pool(), sr, disk.text("name_label"), disk.text("type"), Volumes.of(call.pool(), disk).image().fork());
      made.set("VDI", copy.ref());
      images.put(disk, copy);
    });
  }

  /** A copy beside its original has addresses of its own. */
  private static void moveInterfaces(Call call, Entity vm, Entity moved, Destination destination, boolean copy) {
    var database = destination.pool().database();
    for (var vif : vm.targets("VIFs")) {
      var named = (String) call.map(4).get(vif.ref());
      var network = named == null
          ? database.all("network").getFirst()
          : database.get("network", named);
      var made = database.create("VIF").set("device", vif.get("device")).set("MAC", copy && vif.flag("MAC_autogenerated") ? VifMessages.randomMac(destination.pool()) : vif.text("MAC")).set("MTU", vif.get("MTU"));
      made.set("MAC_autogenerated", vif.get("MAC_autogenerated")).set("network", network.ref()).set("VM", moved.ref());
    }
  }

  private static void moveGuest(Call call, Entity vm, Entity moved, Destination destination) {
    var source = VmPowerMessages.domainOf(call, vm);
    var host = destination.host();
    var domain = received(vm, moved, source, host);
    VmStates.running(host, domain, false);
    // Anything the guest wrote while its memory was copied went to both disks; what counts is their state now.
    refreshDisks(call, vm, moved, destination);
    host.running().restore(domain, source.guest().memory());
    GuestMetrics.renew(domain);
    VmStates.halted(source.host(), source);
  }

  private static Domain received(Entity vm, Entity moved, Domain source, HostToolstack host) {
    try {
      source.host().perform(Operation.MigrateDomain.atRest(Bytes.of(vm.whole("memory_target")), source.guest()::paused));
      VmPowerMessages.mustBeThere(source);
      return host.running().build(moved, new Operation.ControlCall());
    } catch (RuntimeException e) {
      VmMigrationMessages.goOn(source);
      throw e;
    }
  }

  private static void refreshDisks(Call call, Entity vm, Entity moved, Destination destination) {
    var from = vm.targets("VBDs");
    var to = moved.targets("VBDs");
    for (int i = 0; i < from.size(); i++) {
      var disk = from.get(i).target("VDI");
      var copy = to.get(i).target("VDI");
      if (disk.isPresent() && copy.isPresent()) {
        var image = Volumes.of(call.pool(), disk.get()).image();
        var target = Volumes.of(destination.pool(), copy.get()).image();
        image.extents(1 << 20).forEach(extent -> target.write(extent.offset(), image.read(extent.offset(), extent.length())));
      }
    }
  }

  private static void moveMemory(Call call, Entity vm, Entity moved, Destination destination) {
    var sr = moved.targets("VBDs").stream().flatMap(vbd -> vbd.target("VDI").stream()).flatMap(vdi -> vdi.target("SR").stream()).findFirst()
        .orElseThrow(() -> Refusal.of("VM_NO_SUSPEND_SR", vm.ref()));
    var image = Vdis.create(destination.pool(), sr, "Suspend image", Bytes.of(vm.whole("memory_static_max")), "suspend");
    call.pool().memory(vm.text("suspend_VDI")).ifPresent(memory -> destination.pool().keepMemory(image, memory));
    moved.set("suspend_VDI", image.ref()).set("power_state", "Suspended");
  }

  private static void forgetHere(Call call, Entity vm) {
    Locks.release(call.ongoing(), vm);
    VmCopies.deleteWithDisks(call.pool(), vm);
  }
}
