package dev.assay.simulator.xapi;

import static java.util.Map.entry;

import dev.assay.core.defect.Defect;
import dev.assay.xapi.table.Release;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps {@code allowed_operations} true: whenever something that the rules look at changes, they are asked again, at the latest when
 * somebody reads the answer. While anybody waits for events that is at once.
 */
final class AllowedOperations implements ObjectDatabase.Derivation {

  /** What of a VM its own devices, and the disks behind them, look at. */
  private static final Set<String> SEEN_FROM_DEVICES = Set.of("power_state", "current_operations", "is_a_template", "guest_metrics");

  /** What the rules look at, by class; {@code uuid} stands for the making of the object. */
  private static final Map<String, Set<String>> LOOKED_AT = Map.ofEntries(
      entry("VM_appliance", Set.of("uuid", "current_operations", "VMs")),
      entry("VM", Set.of(
          "uuid", "appliance", "attached_PCIs", "VGPUs", "VUSBs", "power_state", "current_operations", "blocked_operations", "is_a_template", "is_default_template", "is_a_snapshot",
          "is_control_domain", "guest_metrics", "protection_policy", "snapshot_schedule")),
      entry("VM_guest_metrics", Set.of("live")),
      entry("VBD", Set.of("uuid", "currently_attached", "reserved", "current_operations", "empty", "type", "mode", "unpluggable", "VDI", "VM")),
      entry("VIF", Set.of("uuid", "currently_attached", "current_operations", "VM")),
      entry("VDI", Set.of("uuid", "cbt_enabled", "type", "is_a_snapshot", "current_operations", "VBDs", "SR", "missing", "sharable", "on_boot", "allow_caching", "managed")),
      entry("SR", Set.of("uuid", "current_operations", "PBDs", "content_type", "VDIs")),
      entry("PBD", Set.of("currently_attached", "SR")),
      entry("host", Set.of("uuid", "enabled", "current_operations", "power_on_mode", "metrics")),
      entry("pool", Set.of("uuid", "current_operations", "ha_enabled", "other_config")),
      entry("host_metrics", Set.of("live")),
      entry("Cluster", Set.of("uuid")));

  private final Pool pool;
  private final Map<String, List<String>> words = new HashMap<>();

  /** Which VM a record of guest metrics belongs to: the record itself does not say. */
  private final Map<String, Entity> vmOfMetrics = new HashMap<>();

  /** Of what the rules must be asked again. */
  private final SequencedSet<Entity> due = new LinkedHashSet<>();

  private @Nullable Release wordsOf;
  private boolean upgraded;

  AllowedOperations(Pool pool) {
    this.pool = pool;
  }

  void follow(ObjectDatabase database) {
    database.onChange(this::changed);
    database.derivedBy(this);
  }

  private void changed(Entity entity, String field) {
    if (entity.deleted) {
      vmOfMetrics.remove(entity.ref());
      due.remove(entity);
    }
    if (!LOOKED_AT.getOrDefault(entity.type(), Set.of()).contains(field)) {
      return;
    }
    if (field.equals("guest_metrics")) {
      vmOfMetrics.put(entity.text("guest_metrics"), entity);
    }
    ask(entity);
    neighbours(entity, field).forEach(this::ask);
    if (pool.database().isWatched()) {
      settle();
    }
  }

  private void ask(Entity entity) {
    if (!entity.deleted && Locks.rulesOf(entity.type()).isPresent()) {
      due.add(entity);
    }
  }

  @Override
  public void settle(Entity entity) {
    if (due.remove(entity)) {
      refresh(entity);
    }
  }

  @Override
  public void settle() {
    while (!due.isEmpty()) {
      refresh(due.removeFirst());
    }
  }

  private List<Entity> neighbours(Entity entity, String field) {
    return switch (entity.type()) {
      case "VM" -> SEEN_FROM_DEVICES.contains(field) ? devicesOf(entity) : List.of();
      case "VM_guest_metrics" -> present(List.of(Optional.ofNullable(vmOfMetrics.get(entity.ref())).filter(vm -> vm.text("guest_metrics").equals(entity.ref()))));
      case "VBD" -> aroundDisk(entity);
      case "VIF" -> present(List.of(entity.target("VM")));
      case "VDI" -> field.equals("on_boot") || field.equals("allow_caching")
          ? entity.targets("VBDs").stream().flatMap(vbd -> vbd.target("VM").stream()).toList()
          : entity.targets("VBDs");
      case "PBD" -> entity.target("SR").map(AllowedOperations::withDisks).orElse(List.of());
      case "host_metrics" -> pool.database().where("host", host -> host.text("metrics").equals(entity.ref())).toList();
      case "Cluster" -> pool.database().all("pool");
      case "pool" -> whoSeesUpgrades(entity);
      default -> List.of();
    };
  }

  /** While hosts are upgraded less is allowed; what else is kept of the pool concerns none of these. */
  private List<Entity> whoSeesUpgrades(Entity record) {
    if (upgraded == record.poolIsUpgraded()) {
      return List.of();
    }
    upgraded = !upgraded;
    return List.of("VM", "VDI", "SR").stream().flatMap(type -> pool.database().all(type).stream()).toList();
  }

  private static List<Entity> devicesOf(Entity vm) {
    var devices = new ArrayList<>(vm.targets("VIFs"));
    vm.target("appliance").ifPresent(devices::add);
    for (var vbd : vm.targets("VBDs")) {
      devices.add(vbd);
      vbd.target("VDI").ifPresent(devices::add);
    }
    return devices;
  }

  /** Whoever shares a disk sees whether it is in use; CDs are read by any number and so by nobody's leave. */
  private static List<Entity> aroundDisk(Entity vbd) {
    var around = new ArrayList<>(present(List.of(vbd.target("VDI"), vbd.target("VM"))));
    if (vbd.text("type").equals("Disk")) {
      vbd.target("VDI").ifPresent(vdi -> around.addAll(vdi.targets("VBDs")));
    }
    return around;
  }

  /** Disks can be used while any host has their repository; a second one that has it changes nothing for them. */
  private static List<Entity> withDisks(Entity sr) {
    boolean others = sr.targets("PBDs").stream().filter(pbd -> pbd.flag("currently_attached")).count() > 1;
    return others ? List.of(sr) : Stream.concat(Stream.of(sr), sr.targets("VDIs").stream()).toList();
  }

  private static List<Entity> present(List<Optional<Entity>> entities) {
    return entities.stream().flatMap(Optional::stream).toList();
  }

  private boolean misled(Entity entity, String operation) {
    return operation.equals("suspend")
        && entity.type().equals("VM")
        && entity.text("power_state").equals("Halted")
        && pool.master().doors().defects().has(Defect.WRONG_ALLOWED_OPERATIONS);
  }

  private void refresh(Entity entity) {
    if (entity.deleted) {
      return;
    }
    Locks.rulesOf(entity.type()).ifPresent(rules -> {
      var allowed = new ArrayList<Object>();
      for (var operation : words(entity.type(), rules)) {
        if (rules.refusal(entity, operation).isEmpty() || misled(entity, operation)) {
          allowed.add(operation);
        }
      }
      entity.set("allowed_operations", Collections.unmodifiableList(allowed));
    });
  }

  /** Asked at each change, and the same until the master runs another release. */
  private List<String> words(String type, Rules rules) {
    var release = pool.master().release();
    if (!release.equals(wordsOf)) {
      words.clear();
      wordsOf = release;
    }
    return words.computeIfAbsent(type, name -> OperationWords.known(pool.database().schemas(), release, name, rules.operations()));
  }
}
