package dev.assay.simulator.xapi;

import dev.assay.core.Bytes;
import dev.assay.core.defect.Defects;
import java.util.Optional;
import java.util.stream.Stream;

/** The VDIs that hold the memory of suspended VMs. */
final class SuspendImages {

  private SuspendImages() {}

  /** Make room for a VM's memory where the VM, its host or its pool says such things go. */
  static Entity create(Call call, HostToolstack host, Entity vm) {
    var sr = repository(call, host, vm).orElseThrow(() -> Refusal.of("VM_NO_SUSPEND_SR", vm.ref()));
    var size = Bytes.of(vm.whole("memory_static_max")).plus(Bytes.mib(64));
    return Vdis.create(call.pool(), sr, "Suspend image", size, "suspend");
  }

  private static Optional<Entity> repository(Call call, HostToolstack host, Entity vm) {
    var pool = call.pool().record();
    return Stream.of(vm.target("suspend_SR"), pool.target("suspend_image_SR"), host.record().target("suspend_image_sr"), pool.target("default_SR"))
        .flatMap(Optional::stream)
        .filter(sr -> Placement.plugged(sr, host.record()))
        .findFirst();
  }

  /** Throw away the memory of a VM that needs it no more. */
  static void discard(Pool pool, Entity vm) {
    var image = vm.target("suspend_VDI");
    vm.set("suspend_VDI", Refs.NULL);
    image.ifPresent(vdi -> delete(pool, vdi));
  }

  static void delete(Pool pool, Entity vdi) {
    pool.forgetMemory(vdi);
    Vdis.delete(pool, vdi);
  }

  /** Copy a suspended VM's memory for another record of it. */
  static void copy(Pool pool, Entity from, Entity to) {
    from.target("suspend_VDI").ifPresent(vdi -> {
      var copy = Vdis.fork(pool, vdi, Defects.NONE, false);
      pool.memory(vdi.ref()).ifPresent(memory -> pool.keepMemory(copy, memory));
      to.set("suspend_VDI", copy.ref());
    });
  }
}
