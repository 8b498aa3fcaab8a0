package dev.assay.simulator.xapi;

import dev.assay.core.Bytes;
import dev.assay.core.defect.Defect;
import dev.assay.simulator.performance.HostResources;
import dev.assay.simulator.performance.Operation;
import dev.assay.xapi.XapiException;
import java.util.Optional;

/** Live migration: within a pool on shared storage, or with the disks to any host that takes them. */
final class VmMigrationMessages {

  private VmMigrationMessages() {}

  static void register(Messages messages) {
    messages
        .work("VM.pool_migrate", VmMigrationMessages::poolMigrate)
        .work("VM.migrate_send", StorageMotion::migrateSend)
        .work("VM.assert_can_migrate", StorageMotion::assertCanMigrate)
        .quick("host.migrate_receive", StorageMotion::migrateReceive);
  }

  private static Object poolMigrate(Call call) {
    var vm = call.object(0, "VM");
    var host = call.object(1, "host");
    Locks.occupy(call, vm, "pool_migrate");
    checkDestination(call.pool(), vm, host).ifPresent(refusal -> {
      throw refusal;
    });
    Locks.occupy(call, host, "vm_migrate");
    call.ongoing().cancellable();
    var destination = call.pool().hostOf(host);
    return VmPowerMessages.expected(vm, destination, () -> {
      move(call, vm, destination);
      return Handler.VOID;
    });
  }

  static Optional<XapiException> checkDestination(Pool pool, Entity vm, Entity host) {
    return Placement.notLive(pool, host)
        .or(() -> host.flag("enabled") ? Optional.empty() : Optional.of(Refusal.of("HOST_DISABLED", host.ref())))
        .or(() -> older(pool, vm, host))
        .or(() -> Processors.unfit(vm, host))
        .or(() -> Placement.unseen(vm, host))
        .or(() -> vm.text("resident_on").equals(host.ref()) ? Optional.empty() : Placement.tooLittleMemory(pool, vm, host));
  }

  private static Optional<XapiException> older(Pool pool, Entity vm, Entity host) {
    return vm.target("resident_on")
        .filter(source -> Placement.version(host).compareTo(Placement.version(source)) < 0)
        .map(_ -> pool.record().poolIsUpgraded()
            ? Refusal.of("NOT_SUPPORTED_DURING_UPGRADE")
            : Refusal.of("VM_HOST_INCOMPATIBLE_VERSION_MIGRATE", vm.ref(), host.ref()));
  }

  /** Copy the memory in rounds, then let the guest go on over there. */
  static void move(Call call, Entity vm, HostToolstack destination) {
    var domain = VmPowerMessages.domainOf(call, vm);
    var source = domain.host();
    boolean elsewhere = source != destination;
    if (elsewhere) {
      destination.running().claim(domain.claimed());
    }
    var residence = admit(destination, vm, domain, elsewhere);
    try {
      source.perform(Operation.MigrateDomain.atRest(Bytes.of(vm.whole("memory_target")), domain.guest()::paused));
      VmPowerMessages.mustBeThere(domain);
      Placement.offline(destination.pool(), destination.record()).ifPresent(refusal -> {
        throw Refusal.of("VM_MIGRATE_FAILED", vm.ref(), source.record().ref(), destination.record().ref(), refusal.code());
      });
    } catch (RuntimeException e) {
      goOn(domain);
      residence.leave();
      if (elsewhere) {
        destination.running().unclaim(domain.claimed());
      }
      throw e;
    }
    call.ongoing().pastCancelling();
    handOver(call, domain, destination, residence, elsewhere);
    goOn(domain);
    vm.set("resident_on", destination.record().ref()).set("domid", (long) domain.id());
    GuestMetrics.renew(domain);
    HostUpdates.movedModel(vm);
  }

  /** A guest stands still while the last of its memory is sent, and goes on wherever it is then. */
  static void goOn(Domain domain) {
    if (!domain.isGone() && !domain.isPaused()) {
      domain.guest().unpaused();
    }
  }

  private static HostResources.Residence admit(HostToolstack destination, Entity vm, Domain domain, boolean elsewhere) {
    if (elsewhere) {
      return destination.running().admit(vm, domain.claimed());
    }
    return destination.doors().resources().admit(destination.running().costs(vm));
  }

  private static void handOver(
      Call call, Domain domain, HostToolstack destination, HostResources.Residence residence, boolean elsewhere) {
    if (call.has(Defect.MIGRATION_LOSES_WRITE)) {
      domain.hardware().loseLatestWrites();
    }
    if (elsewhere) {
      domain.host().running().handOver(domain, destination, residence);
    } else {
      domain.residence().leave();
      domain.movedTo(destination, residence, destination.running().newId());
    }
  }
}
