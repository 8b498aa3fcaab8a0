package dev.assay.simulator.xapi;

import java.util.List;

/**
 * Makes the records of what is plugged into a host's PCI bus: its NICs, and a graphics adapter in machines whose class
 * says so ({@code gpu} in its name).
 */
final class GpuRecords {

  private static final String GROUP = "Group of NVIDIA Corporation GM107GL GPUs";

  private GpuRecords() {}

  static void create(HostToolstack toolstack, ObjectDatabase database, Entity host) {
    for (var pif : host.targets("PIFs")) {
      if (pif.flag("physical")) {
        int number = Integer.parseInt(pif.text("device").substring(3));
        pif.set("PCI", pci(database, host, "0000:02:00." + number, "Ethernet controller", "02", "Intel Corporation", "82599ES 10-Gigabit").ref());
      }
    }
    if (toolstack.system().host().hostClass().contains("gpu")) {
      createAdapter(database, host);
    }
  }

  private static Entity pci(ObjectDatabase database, Entity host, String id, String type, String typeId, String vendor, String device) {
    var pci = database.create("PCI").set("pci_id", id).set("class_name", type).set("class_id", typeId).set("vendor_name", vendor);
    return pci.set("vendor_id", "8086").set("device_name", device).set("device_id", "10fb").set("host", host.ref());
  }

  private static void createAdapter(ObjectDatabase database, Entity host) {
    var pci = pci(database, host, "0000:05:00.0", "VGA compatible controller", "03", "NVIDIA Corporation", "GM107GL").set("vendor_id", "10de");
    var type = database.where("VGPU_type", known -> known.text("implementation").equals("passthrough")).findFirst()
        .orElseGet(() -> database.create("VGPU_type").set("model_name", "passthrough").set("implementation", "passthrough").set("max_heads", 0L));
    var group = database.where("GPU_group", known -> known.text("name_label").equals(GROUP)).findFirst()
        .orElseGet(() -> database.create("GPU_group").set("name_label", GROUP).set("GPU_types", List.of("10de/13bd")));
    group.set("supported_VGPU_types", List.of(type.ref())).set("enabled_VGPU_types", List.of(type.ref()));
    var pgpu = database.create("PGPU").set("PCI", pci.ref()).set("supported_VGPU_types", List.of(type.ref())).set("enabled_VGPU_types", List.of(type.ref()));
    pgpu.set("supported_VGPU_max_capacities", Values.map(type.ref(), 1L)).set("GPU_group", group.ref()).set("host", host.ref());
    type.addTo("supported_on_PGPUs", pgpu.ref()).addTo("enabled_on_PGPUs", pgpu.ref());
    type.addTo("supported_on_GPU_groups", group.ref()).addTo("enabled_on_GPU_groups", group.ref());
  }
}
