package dev.assay.simulator.xapi;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Recovery on another site: repositories that are introduced for its time, and what VMs need to be brought up. */
final class RecoveryMessages {

  private final Inner inner;

  private RecoveryMessages(Inner inner) {
    this.inner = inner;
  }

  static void register(Messages messages, Inner inner) {
    new RecoveryMessages(inner).register(messages);
  }

  private void register(Messages messages) {
    messages
        .work("DR_task.create", this::create)
        .work("DR_task.destroy", this::destroy)
        .quick("VDI.open_database", RecoveryMessages::openDatabase)
        .quick("VDI.read_database_pool_uuid", call -> writer(call, call.object(0, "VDI")).map(pool -> pool.record().uuid()).orElse(""))
        .work("VM.recover", RecoveryMessages::recover)
        .work("VM_appliance.recover", RecoveryMessages::recoverAppliance)
        .quick("VM.assert_can_be_recovered", call -> {
          var vm = call.object(0, "VM");
          vm.target("appliance").ifPresent(appliance -> {
            throw Refusal.of("VM_IS_PART_OF_AN_APPLIANCE", vm.ref(), appliance.ref());
          });
          mustSeeStorage(call, vm);
          return Handler.VOID;
        })
        .quick("VM.get_SRs_required_for_recovery", call -> needed(call, call.object(0, "VM")));
  }

  private Object create(Call call) {
    var driver = Storage.driver(call.host(), call.text(0));
    if (!ReplicationMessages.DRIVERS.contains(driver.type())) {
      throw Refusal.notAllowed("Disaster recovery not supported on SRs of type " + driver.type());
    }
    var config = call.map(1);
    var found = Storage.medium(call.host(), driver, config).repositories().stream().map(repository -> repository.uuid()).toList();
    var task = call.database().create("DR_task");
    try {
      found.stream()
          .filter(uuid -> call.list(2).contains(uuid) && call.database().byUuid("SR", uuid).isEmpty())
          .forEach(uuid -> introduce(call, task, driver.type(), uuid));
    } catch (RuntimeException e) {
      undo(call, task);
      throw e;
    }
    return task.ref();
  }

  private void introduce(Call call, Entity task, String type, String uuid) {
    var ref = (String) inner.call(call, "SR.introduce", uuid, "", "", type, "", true, Values.map());
    call.database().get("SR", ref).set("introduced_by", task.ref());
    for (var host : call.database().all("host")) {
      var pbd = inner.call(call, "PBD.create", Values.map("host", host.ref(), "SR", ref, "device_config", call.map(1)));
      inner.call(call, "PBD.plug", pbd);
    }
  }

  private Object destroy(Call call) {
    undo(call, call.object(0, "DR_task"));
    return Handler.VOID;
  }

  private void undo(Call call, Entity task) {
    task.targets("introduced_SRs").forEach(sr -> forget(call, sr));
    call.database().delete(task);
  }

  private void forget(Call call, Entity sr) {
    sr.targets("PBDs").forEach(pbd -> inner.call(call, "PBD.unplug", pbd.ref()));
    inner.call(call, "SR.forget", sr.ref());
  }

  private static Optional<Pool> writer(Call call, Entity vdi) {
    return call.host().exports().database(vdi.text("location"));
  }

  /** Return a session that reads what another pool had written by now; what this one wrote itself is not opened. */
  private static Object openDatabase(Call call) {
    var vdi = call.object(0, "VDI");
    if (!vdi.text("type").equals("metadata")) {
      throw Refusal.of("VDI_INCOMPATIBLE_TYPE", vdi.ref(), vdi.text("type"));
    }
    if (vdi.text("metadata_of_pool").equals(call.pool().record().ref())) {
      throw Refusal.of("VDI_CONTAINS_METADATA_OF_THIS_POOL", vdi.ref(), call.pool().record().ref());
    }
    var found = writer(call, vdi).orElseThrow(() -> Refusal.of("COULD_NOT_IMPORT_DATABASE", "The VDI does not contain a valid database"));
    var session = call.host().sessions().open(call.database(), call.host().record(), "root", "", false, call.host().now());
    session.reads(found.asWritten());
    return session.ref();
  }

  private static KeptDatabase readFrom(Call call) {
    return call.session().flatMap(Session::opened).orElseGet(() -> call.pool().known());
  }

  private static Object recover(Call call) {
    mustBeAllowed(call);
    var vm = call.object(0, "VM");
    vm.target("appliance").ifPresent(appliance -> {
      throw Refusal.of("VM_IS_PART_OF_AN_APPLIANCE", vm.ref(), appliance.ref());
    });
    RecoveredGuests.recover(readFrom(call), call.pool(), List.of(vm), call.flag(2));
    return Handler.VOID;
  }

  /** The appliance is made anew around those of its VMs that were recovered. */
  private static Object recoverAppliance(Call call) {
    mustBeAllowed(call);
    var former = call.object(0, "VM_appliance");
    var vms = RecoveredGuests.recover(readFrom(call), call.pool(), former.targets("VMs"), call.flag(2));
    var appliance = call.pool().database().create("VM_appliance");
    appliance.set("name_label", former.get("name_label")).set("name_description", former.get("name_description"));
    vms.forEach(vm -> vm.set("appliance", appliance.ref()));
    return Handler.VOID;
  }

  /** Any session may ask, that of an opened database too; what the VMs are for must be a session of this pool. */
  private static void mustBeAllowed(Call call) {
    var into = call.host().sessions().require(call.text(1), call.host().now());
    if (into.opened().isPresent()) {
      throw Refusal.of("RBAC_PERMISSION_DENIED", call.method(), "The supplied session does not have the required permissions for VM recovery.");
    }
  }

  private static Stream<Entity> repositories(Entity vm) {
    return vm.targets("VBDs").stream().filter(vbd -> vbd.text("type").equals("Disk")).map(vbd -> vbd.target("VDI")).flatMap(Optional::stream)
        .map(vdi -> vdi.target("SR")).flatMap(Optional::stream);
  }

  static void mustSeeStorage(Call call, Entity vm) {
    call.host().sessions().require(call.text(1), call.host().now());
    repositories(vm).filter(sr -> !isAttached(call.pool(), sr)).findFirst().ifPresent(sr -> {
      throw Refusal.of("VM_REQUIRES_SR", vm.ref(), sr.ref());
    });
  }

  /** The repository is this pool's, known there by the same uuid. */
  private static boolean isAttached(Pool pool, Entity sr) {
    return pool.database().byUuid("SR", sr.uuid()).filter(here -> here.anyTarget("PBDs", pbd -> pbd.flag("currently_attached"))).isPresent();
  }

  private static List<Object> needed(Call call, Entity vm) {
    call.host().sessions().require(call.text(1), call.host().now());
    return repositories(vm).<Object>map(Entity::ref).distinct().toList();
  }
}
