package dev.assay.simulator.xapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Which set of references is the other side of which reference: {@code VM.VBDs} holds every VBD whose {@code VM} names
 * the VM. From the relations of the public data model.
 */
final class Relations {

  private static final List<String> PAIRS = List.of(
      "task.subtask_of task.subtasks",
      "PBD.host host.PBDs",
      "PBD.SR SR.PBDs",
      "VDI.SR SR.VDIs",
      "VDI.snapshot_of VDI.snapshots",
      "VBD.VDI VDI.VBDs",
      "VBD.VM VM.VBDs",
      "crashdump.VM VM.crash_dumps",
      "crashdump.VDI VDI.crash_dumps",
      "VIF.VM VM.VIFs",
      "VIF.network network.VIFs",
      "VTPM.VM VM.VTPMs",
      "VGPU.VM VM.VGPUs",
      "PVS_server.site PVS_site.servers",
      "PVS_proxy.site PVS_site.proxies",
      "PVS_cache_storage.site PVS_site.cache_storage",
      "VUSB.VM VM.VUSBs",
      "VUSB.USB_group USB_group.VUSBs",
      "PUSB.USB_group USB_group.PUSBs",
      "Cluster_host.cluster Cluster.cluster_hosts",
      "SR.introduced_by DR_task.introduced_SRs",
      "Caller.rate_limit Rate_limit.callers",
      "console.VM VM.consoles",
      "VM.resident_on host.resident_VMs",
      "VM.snapshot_of VM.snapshots",
      "VM.parent VM.children",
      "VM.appliance VM_appliance.VMs",
      "VM.snapshot_schedule VMSS.VMs",
      "VM.protection_policy VMPP.VMs",
      "PIF.host host.PIFs",
      "PIF.network network.PIFs",
      "PIF.bond_slave_of Bond.slaves",
      "Bond.master PIF.bond_master_of",
      "VLAN.tagged_PIF PIF.VLAN_slave_of",
      "tunnel.access_PIF PIF.tunnel_access_PIF_of",
      "tunnel.transport_PIF PIF.tunnel_transport_PIF_of",
      "network_sriov.physical_PIF PIF.sriov_physical_PIF_of",
      "network_sriov.logical_PIF PIF.sriov_logical_PIF_of",
      "host_cpu.host host.host_CPUs",
      "host_crashdump.host host.crashdumps",
      "host_patch.host host.patches",
      "host_patch.pool_patch pool_patch.host_patches",
      "PCI.host host.PCIs",
      "PGPU.host host.PGPUs",
      "PGPU.GPU_group GPU_group.PGPUs",
      "VGPU.GPU_group GPU_group.VGPUs",
      "VGPU.type VGPU_type.VGPUs",
      "VGPU.resident_on PGPU.resident_VGPUs",
      "Certificate.host host.certificates",
      "Feature.host host.features");

  /** The side that holds the set. */
  record Side(String type, String field) {}

  private static final SequencedMap<String, Side> OTHER_SIDE = index();

  private Relations() {}

  /** Return where the objects that this reference names keep the set of those who name them. */
  static Optional<Side> otherSide(String type, String field) {
    return Optional.ofNullable(OTHER_SIDE.get(type + "." + field));
  }

  /** Tell whether the field is kept by the database, from references elsewhere. */
  static boolean isKept(String type, String field) {
    return OTHER_SIDE.containsValue(new Side(type, field));
  }

  private static SequencedMap<String, Side> index() {
    var sides = new LinkedHashMap<String, Side>();
    for (var pair : PAIRS) {
      var words = pair.split("[ .]");
      sides.put(words[0] + "." + words[1], new Side(words[2], words[3]));
    }
    return sides;
  }
}
