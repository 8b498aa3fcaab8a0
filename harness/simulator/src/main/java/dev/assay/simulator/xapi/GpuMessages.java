package dev.assay.simulator.xapi;

import dev.assay.xapi.XapiException;
import java.util.List;
import java.util.Optional;

/** Graphics adapters: groups of them, and the virtual ones that VMs get of a group. */
final class GpuMessages {

  private GpuMessages() {}

  static void register(Messages messages) {
    messages
        .quick("VGPU.create", GpuMessages::create)
        .quick("VGPU.destroy", call -> {
          var vgpu = call.object(0, "VGPU");
          if (vgpu.flag("currently_attached")) {
            throw Refusal.notAllowed("vGPU currently attached to a running VM");
          }
          call.database().delete(vgpu);
          return Handler.VOID;
        })
        .quick("GPU_group.create", call -> {
          var group = call.database().create("GPU_group").set("name_label", call.text(0, ""));
          return group.set("name_description", call.text(1, "")).set("other_config", call.mapOrEmpty(2)).ref();
        })
        .quick("GPU_group.destroy", GpuMessages::destroyGroup)
        .quick("GPU_group.get_remaining_capacity", call -> call.object(0, "GPU_group").targets("PGPUs").stream()
            .mapToLong(pgpu -> remaining(pgpu, call.object(1, "VGPU_type")))
            .sum())
        .quick("PGPU.get_remaining_capacity", call -> remaining(call.object(0, "PGPU"), call.object(1, "VGPU_type")))
        .quick("PGPU.set_GPU_group", GpuMessages::regroup)
        .quick("PGPU.add_enabled_VGPU_types", call -> {
          var pgpu = call.object(0, "PGPU");
          mustSupport(pgpu, call.object(1, "VGPU_type"));
          pgpu.addTo("enabled_VGPU_types", call.text(1));
          return Handler.VOID;
        })
        .quick("PGPU.remove_enabled_VGPU_types", call -> {
          var pgpu = call.object(0, "PGPU");
          mustServeNobody(pgpu, call.object(1, "VGPU_type"));
          pgpu.removeElement("enabled_VGPU_types", call.object(1, "VGPU_type").ref());
          return Handler.VOID;
        })
        .quick("PGPU.set_enabled_VGPU_types", call -> {
          var pgpu = call.object(0, "PGPU");
          call.list(1).forEach(type -> mustSupport(pgpu, call.database().get("VGPU_type", (String) type)));
          pgpu.set("enabled_VGPU_types", List.copyOf(call.list(1)));
          return Handler.VOID;
        });
  }

  private static Object create(Call call) {
    var vm = call.object(0, "VM");
    var group = call.object(1, "GPU_group");
    var device = call.text(2, "0");
    mustBeHalted(vm);
    if (!device.matches("\\d{1,2}")) {
      throw Refusal.of("INVALID_DEVICE", device);
    }
    if (vm.targets("VGPUs").stream().anyMatch(vgpu -> vgpu.text("device").equals(device))) {
      throw Refusal.of("DEVICE_ALREADY_EXISTS", device);
    }
    var type = call.objectOrNull(4, "VGPU_type").or(() -> passThrough(call.database()));
    var vgpu = call.database().create("VGPU").set("device", device).set("other_config", call.mapOrEmpty(3)).setRef("type", type);
    return vgpu.set("GPU_group", group.ref()).set("VM", vm.ref()).ref();
  }

  private static void mustBeHalted(Entity vm) {
    if (!vm.text("power_state").equals("Halted")) {
      throw Refusal.badPowerState(vm, "halted");
    }
  }

  private static Optional<Entity> passThrough(ObjectDatabase database) {
    return database.where("VGPU_type", type -> type.text("implementation").equals("passthrough")).findFirst();
  }

  private static Object destroyGroup(Call call) {
    var group = call.object(0, "GPU_group");
    if (!group.list("PGPUs").isEmpty()) {
      throw Refusal.of("GPU_GROUP_CONTAINS_PGPU", group.list("PGPUs").getFirst());
    }
    if (!group.list("VGPUs").isEmpty()) {
      throw Refusal.of("GPU_GROUP_CONTAINS_VGPU", group.list("VGPUs").getFirst());
    }
    call.database().delete(group);
    return Handler.VOID;
  }

  private static Object regroup(Call call) {
    var pgpu = call.object(0, "PGPU");
    var group = call.object(1, "GPU_group");
    refuse(pgpu.targets("resident_VGPUs"));
    pgpu.target("GPU_group").filter(former -> former.list("PGPUs").size() == 1 && !former.list("VGPUs").isEmpty()).ifPresent(former -> {
      throw Refusal.of("PGPU_REQUIRED_BY_GPU_GROUP", former.ref());
    });
    pgpu.set("GPU_group", group.ref());
    return Handler.VOID;
  }

  private static void mustServeNobody(Entity pgpu, Entity type) {
    refuse(pgpu.targets("resident_VGPUs").stream().filter(vgpu -> vgpu.text("type").equals(type.ref())).toList());
  }

  /** Refuse because of the VMs that these are of. */
  private static void refuse(List<Entity> vgpus) {
    if (!vgpus.isEmpty()) {
      throw Refusal.of("PGPU_IN_USE_BY_VM", vgpus.stream().map(vgpu -> vgpu.text("VM")).toArray());
    }
  }

  private static void mustSupport(Entity pgpu, Entity type) {
    if (!pgpu.list("supported_VGPU_types").contains(type.ref())) {
      throw Refusal.of("VGPU_TYPE_NOT_SUPPORTED", type.ref(), String.join(", ", pgpu.list("supported_VGPU_types").stream().map(String::valueOf).toList()));
    }
  }

  /** Count how many more of a type an adapter takes: one in all, when it is passed through whole; none while it serves another type. */
  static long remaining(Entity pgpu, Entity type) {
    boolean otherwiseUsed = pgpu.targets("resident_VGPUs").stream().anyMatch(vgpu -> !vgpu.text("type").equals(type.ref()));
    if (otherwiseUsed || !pgpu.list("enabled_VGPU_types").contains(type.ref())) {
      return 0;
    }
    long most = type.text("implementation").equals("passthrough")
        ? 1
        : (Long) pgpu.map("supported_VGPU_max_capacities").getOrDefault(type.ref(), 1L);
    return Math.max(0, most - pgpu.list("resident_VGPUs").size());
  }

  /** Return why the host has no adapter for one of the VM's, or nothing. */
  static Optional<XapiException> noneFree(Entity vm, Entity host) {
    return vm.targets("VGPUs").stream()
        .filter(vgpu -> free(vgpu, host).isEmpty())
        .findFirst()
        .map(vgpu -> Refusal.of("VM_REQUIRES_GPU", vm.ref(), vgpu.text("GPU_group")));
  }

  private static Optional<Entity> free(Entity vgpu, Entity host) {
    return vgpu.target("GPU_group").stream()
        .flatMap(group -> group.targets("PGPUs").stream())
        .filter(pgpu -> pgpu.text("host").equals(host.ref()))
        .filter(pgpu -> vgpu.target("type").map(type -> remaining(pgpu, type) > 0).orElse(false))
        .findFirst();
  }

  static void attach(Entity vm, Entity host) {
    vm.targets("VGPUs").forEach(vgpu -> free(vgpu, host).ifPresent(pgpu -> vgpu.set("resident_on", pgpu.ref()).set("currently_attached", true)));
  }

  static void detach(Entity vm) {
    vm.targets("VGPUs").forEach(vgpu -> vgpu.set("resident_on", Refs.NULL).set("currently_attached", false));
  }
}
