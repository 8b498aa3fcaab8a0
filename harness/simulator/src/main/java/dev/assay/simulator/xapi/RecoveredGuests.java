package dev.assay.simulator.xapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Brings VMs up to be started in this pool that another one's database speaks of, when this pool sees their disks: each with its
 * snapshots, its uuid, and networks of the same names. Their disks stay what and where they are.
 */
final class RecoveredGuests {

  private final Pool pool;
  private final boolean force;
  private final ForeignRecords records;

  private RecoveredGuests(KeptDatabase former, Pool pool, boolean force) {
    this.pool = pool;
    this.force = force;
    this.records = new ForeignRecords(former, pool);
  }

  /**
   * Make the records, or none of them.
   *
   * @param force whether to replace VMs of the same uuid that are no older, and to leave out disks that are not there
   * @return the VMs that can be started now, without their snapshots
   */
  static List<Entity> recover(KeptDatabase former, Pool pool, List<Entity> vms, boolean force) {
    return new RecoveredGuests(former, pool, force).recover(vms);
  }

  private List<Entity> recover(List<Entity> vms) {
    var wanted = vms.stream().flatMap(vm -> Stream.concat(Stream.of(vm), vm.targets("snapshots").stream())).toList();
    var replaced = wanted.stream().flatMap(vm -> replaced(vm).stream()).toList();
    var taken = wanted.stream().filter(vm -> !runsHere(vm)).toList();
    taken.stream().flatMap(vm -> disks(vm).stream()).distinct().forEach(this::find);
    taken.stream().flatMap(vm -> vm.targets("VIFs").stream()).flatMap(vif -> vif.target("network").stream()).distinct().forEach(this::findNetwork);
    replaced.forEach(this::forget);
    taken.forEach(records::make);
    records.complete();
    var made = records.made("VM");
    made.forEach(this::atRest);
    return made.stream().filter(vm -> !vm.flag("is_a_snapshot")).toList();
  }

  private Optional<Entity> namesake(Entity vm) {
    return pool.database().byUuid("VM", vm.uuid());
  }

  /** A VM that is not halted here stays as it is, which only who forces it does not mind. */
  private boolean runsHere(Entity vm) {
    return namesake(vm).filter(here -> !here.text("power_state").equals("Halted")).isPresent();
  }

  private Optional<Entity> replaced(Entity vm) {
    var here = namesake(vm);
    here.filter(_ -> !force).ifPresent(known -> {
      if (runsHere(vm)) {
        throw Refusal.badPowerState(known, "halted");
      }
      if (known.whole("version") >= vm.whole("version")) {
        throw Refusal.of("VM_TO_IMPORT_IS_NOT_NEWER_VERSION", known.ref(), known.whole("version"), vm.whole("version"));
      }
    });
    return here.filter(_ -> !runsHere(vm));
  }

  private static List<Entity> disks(Entity vm) {
    var disks = new ArrayList<>(vm.targets("VBDs").stream().filter(vbd -> vbd.text("type").equals("Disk")).flatMap(vbd -> vbd.target("VDI").stream()).toList());
    vm.target("suspend_VDI").ifPresent(disks::add);
    return disks;
  }

  /** A disk is known by the repository that it lies on, and by its place there. */
  private void find(Entity vdi) {
    var sr = vdi.target("SR").flatMap(old -> pool.database().byUuid("SR", old.uuid()));
    var found = sr.stream().flatMap(here -> here.targets("VDIs").stream()).filter(one -> one.text("location").equals(vdi.text("location"))).findFirst();
    found.ifPresent(one -> {
      records.stands(vdi.ref(), one);
      records.keepMemory(vdi.ref(), one);
      one.set("name_label", vdi.get("name_label")).set("name_description", vdi.get("name_description"));
    });
    if (found.isEmpty() && !force) {
      throw sr.map(here -> Refusal.of("VDI_LOCATION_MISSING", here.ref(), vdi.text("location"))).orElseGet(() -> Refusal.of("VDI_CONTENT_ID_MISSING"));
    }
  }

  /** A network is known by its name, else by its bridge, and made anew where there is none. */
  private void findNetwork(Entity old) {
    var database = pool.database();
    database.where("network", network -> network.text("name_label").equals(old.text("name_label"))).findFirst()
        .or(() -> database.where("network", network -> network.text("bridge").equals(old.text("bridge"))).findFirst())
        .ifPresentOrElse(network -> records.stands(old.ref(), network), () -> records.make(old));
  }

  private void forget(Entity vm) {
    for (var field : List.of("VBDs", "VIFs", "VGPUs", "consoles")) {
      new ArrayList<>(vm.targets(field)).forEach(pool.database()::delete);
    }
    vm.target("metrics").ifPresent(pool.database()::delete);
    pool.database().delete(vm);
  }

  /** What ran over there does not run here; what it was plugged into it is not plugged into. */
  private void atRest(Entity vm) {
    boolean suspended = vm.text("power_state").equals("Suspended") && vm.target("suspend_VDI").isPresent();
    vm.set("power_state", suspended ? "Suspended" : "Halted").set("domid", -1L).set("resident_on", Refs.NULL).set("guest_metrics", Refs.NULL);
    vm.set("version", vm.whole("version") + 1).set("appliance", Refs.NULL).set("affinity", Refs.NULL).set("suspend_SR", Refs.NULL);
    if (!suspended) {
      vm.set("suspend_VDI", Refs.NULL);
    }
    for (var device : List.of("VBDs", "VIFs", "VGPUs")) {
      vm.targets(device).forEach(one -> one.set("currently_attached", false));
    }
    disks(vm).stream().flatMap(vdi -> vdi.target("SR").stream()).distinct().forEach(sr -> sr.set("introduced_by", Refs.NULL));
  }
}
