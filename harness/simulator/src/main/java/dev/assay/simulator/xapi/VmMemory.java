package dev.assay.simulator.xapi;

import dev.assay.core.Bytes;

/** How much memory a VM takes of its host. */
final class VmMemory {

  private VmMemory() {}

  /** Return what the hypervisor adds: for HVM, MiB = 2 + (256 per vCPU + 2 per MiB of static maximum) / 256. */
  static Bytes overhead(Entity vm) {
    if (!GuestKind.hvm(vm)) {
      return Bytes.mib(1);
    }
    double mib = 2 + (256 * vm.whole("VCPUs_max") + 2 * Bytes.of(vm.whole("memory_static_max")).inMib()) / 256;
    return Bytes.mib((long) Math.ceil(mib));
  }

  /** Return what starting it claims. */
  static Bytes toStart(Entity vm) {
    return Bytes.of(vm.whole("memory_dynamic_max")).plus(overhead(vm));
  }
}
