package dev.assay.simulator.xapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keeps {@code allowed_operations} true: whenever something that the rules look at changes, they are asked again. */
final class AllowedOperations {

  /** What of a VM its own devices, and the disks behind them, look at. */
  private static final Set<String> SEEN_FROM_DEVICES = Set.of("power_state", "current_operations", "is_a_template", "guest_metrics");

  private final Pool pool;

  AllowedOperations(Pool pool) {
    this.pool = pool;
  }

  void follow(ObjectDatabase database) {
    database.onChange(this::changed);
  }

  private void changed(Entity entity, String field) {
    if (field.equals("allowed_operations")) {
      return;
    }
    refresh(entity);
    neighbours(entity, field).forEach(this::refresh);
  }

  private List<Entity> neighbours(Entity entity, String field) {
    return switch (entity.type()) {
      case "VM" -> SEEN_FROM_DEVICES.contains(field) ? devicesOf(entity) : List.of();
      case "VM_guest_metrics" -> pool.database().where("VM", vm -> vm.text("guest_metrics").equals(entity.ref())).toList();
      case "VBD" -> present(List.of(entity.target("VDI"), entity.target("VM")));
      case "VIF" -> present(List.of(entity.target("VM")));
      case "VDI" -> around(entity);
      case "PBD" -> present(List.of(entity.target("SR")));
      case "host" -> field.equals("enabled") ? pool.database().all("pool") : List.of();
      default -> List.of();
    };
  }

  private static List<Entity> devicesOf(Entity vm) {
    var devices = new ArrayList<>(vm.targets("VIFs"));
    for (var vbd : vm.targets("VBDs")) {
      devices.add(vbd);
      vbd.target("VDI").ifPresent(devices::add);
    }
    return devices;
  }

  private static List<Entity> around(Entity vdi) {
    var around = new ArrayList<>(vdi.targets("VBDs"));
    vdi.target("SR").ifPresent(around::add);
    return around;
  }

  private static List<Entity> present(List<Optional<Entity>> entities) {
    return entities.stream().flatMap(Optional::stream).toList();
  }

  private void refresh(Entity entity) {
    if (entity.deleted) {
      return;
    }
    Locks.rulesOf(entity.type()).ifPresent(rules -> entity.set(
        "allowed_operations",
        rules.operations().stream().<Object>map(operation -> operation)
            .filter(operation -> rules.refusal(entity, (String) operation).isEmpty())
            .toList()));
  }
}
