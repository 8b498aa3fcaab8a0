package dev.assay.simulator.xapi;

import java.util.LinkedHashMap;
import java.util.List;

/**
 * Makes the records of what is plugged into a host's PCI bus: its NICs and graphics adapters.
 */
final class GpuRecords {

  private static final String GROUP = "Group of NVIDIA Corporation GM204GL GPUs";

  /** From the maker's table of its virtual adapters; the whole adapter is passed through. */
  private static final List<Kind> KINDS = List.of(new Kind("passthrough", 1, 0), new Kind("GRID M60-1Q", 8, 1024), new Kind("GRID M60-4Q", 2, 4096));
  private static final String VIRTUAL_SINCE = "vgpu-productisation";

  private GpuRecords() {}

  static void create(HostToolstack toolstack, ObjectDatabase database, Entity host) {
    for (var pif : host.targets("PIFs")) {
      if (pif.flag("physical")) {
        int number = Integer.parseInt(pif.text("device").substring(3));
        pif.set("PCI", pci(database, host, "0000:02:00." + number, "Ethernet controller", "02", "Intel Corporation", "82599ES 10-Gigabit").ref());
      }
    }
    for (int number = 0; number < toolstack.system().host().gpus(); number++) {
      createAdapter(toolstack, database, host, number);
    }
  }

  private static Entity pci(ObjectDatabase database, Entity host, String id, String type, String typeId, String vendor, String device) {
    var pci = database.create("PCI").set("pci_id", id).set("class_name", type).set("class_id", typeId).set("vendor_name", vendor);
    return pci.set("vendor_id", "8086").set("device_name", device).set("device_id", "10fb").set("host", host.ref());
  }

  private static void createAdapter(HostToolstack toolstack, ObjectDatabase database, Entity host, int number) {
    var pci = pci(database, host, "0000:%02x:00.0".formatted(5 + number), "VGA compatible controller", "03", "NVIDIA Corporation", "GM204GL").set("vendor_id", "10de");
    var kinds = KINDS.stream().filter(kind -> kind.most() == 1 || toolstack.release().compareTo(toolstack.schemas().table().release(VIRTUAL_SINCE)) >= 0).toList();
    var types = kinds.stream().map(kind -> kind.in(database)).toList();
    var refs = types.stream().<Object>map(Entity::ref).toList();
    var group = database.where("GPU_group", known -> known.text("name_label").equals(GROUP)).findFirst()
        .orElseGet(() -> database.create("GPU_group").set("name_label", GROUP).set("GPU_types", List.of("10de/13f2")));
    group.set("supported_VGPU_types", refs).set("enabled_VGPU_types", refs);
    var most = new LinkedHashMap<String, Object>();
    for (int i = 0; i < kinds.size(); i++) {
      most.put(types.get(i).ref(), kinds.get(i).most());
    }
    var pgpu = database.create("PGPU").set("PCI", pci.ref()).set("supported_VGPU_types", refs).set("enabled_VGPU_types", refs);
    pgpu.set("supported_VGPU_max_capacities", most).set("GPU_group", group.ref()).set("host", host.ref());
    for (var type : types) {
      type.addTo("supported_on_PGPUs", pgpu.ref()).addTo("enabled_on_PGPUs", pgpu.ref());
      type.addTo("supported_on_GPU_groups", group.ref()).addTo("enabled_on_GPU_groups", group.ref());
    }
  }

  /** A way to share an adapter: among how many guests at most, and with how much memory for each. */
  private record Kind(String name, long most, long mebibytes) {

    Entity in(ObjectDatabase database) {
      return database.where("VGPU_type", known -> known.text("model_name").equals(name)).findFirst().orElseGet(() -> {
        var type = database.create("VGPU_type").set("model_name", name).set("vendor_name", most == 1 ? "" : "NVIDIA Corporation");
        type.set("implementation", most == 1 ? "passthrough" : "nvidia").set("framebuffer_size", mebibytes << 20);
        return type.set("max_heads", most == 1 ? 0L : 4L).set("identifier", name);
      });
    }
  }
}
