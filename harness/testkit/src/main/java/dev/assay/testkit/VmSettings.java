package dev.assay.testkit;

import dev.assay.core.Bytes;
import dev.assay.xapi.model.VdiFields;
import dev.assay.xapi.model.VmFields;
import java.util.List;

/**
 * What a VM is made of, as the product keeps it: what must be the same wherever the VM was taken.
 *
 * @param disks their sizes, in the order of their positions
 */
public record VmSettings(long mostVcpus, long vcpus, Bytes mostMemory, Bytes leastMemory, List<Bytes> disks, int networkCards, String bootPolicy) {

  static VmSettings of(Vm vm) {
    var session = vm.toolstack().session();
    var record = vm.record();
    return new VmSettings(
        record.get(VmFields.VCPUS_MAX),
        record.get(VmFields.VCPUS_AT_STARTUP),
        record.get(VmFields.MEMORY_STATIC_MAX),
        record.get(VmFields.MEMORY_DYNAMIC_MIN),
        vm.disks().stream().map(disk -> session.get(VdiFields.VIRTUAL_SIZE, disk.vdi())).toList(),
        vm.networkCards(),
        record.get(VmFields.HVM_BOOT_POLICY));
  }
}
