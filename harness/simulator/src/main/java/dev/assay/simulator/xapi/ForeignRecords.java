package dev.assay.simulator.xapi;

import dev.assay.xapi.table.ApiType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;

/**
 * Takes records of VMs and of their devices over from another pool's database: with new references and their old uuids. What
 * they name that does not come along is named no more.
 */
final class ForeignRecords {

  private static final List<String> DEVICES = List.of("VM_metrics", "VBD", "VIF", "VTPM", "VGPU");

  private static final List<String> OF_THE_SERVER = List.of("uuid", "allowed_operations", "current_operations");

  private final KeptDatabase former;
  private final Pool pool;

  /** What stands in the pool for each object of the former one, by the former's reference. */
  private final SequencedMap<String, Entity> successors = new LinkedHashMap<>();

  /** What was made here, by the record that it was made from. */
  private final SequencedMap<Entity, Entity> made = new LinkedHashMap<>();

  ForeignRecords(KeptDatabase former, Pool pool) {
    this.former = former;
    this.pool = pool;
  }

  /** Say what stands in the pool for an object of the former one. */
  void stands(String old, Entity successor) {
    successors.put(old, successor);
  }

  /** Make a record for it, to be filled by {@link #complete}. */
  void make(Entity old) {
    boolean free = old.has("uuid") && pool.database().byUuid(old.type(), old.uuid()).isEmpty();
    var successor = free ? pool.database().create(old.type(), old.uuid()) : pool.database().create(old.type());
    successors.put(old.ref(), successor);
    made.put(old, successor);
  }

  /** Make the VMs' own devices too, and fill all that was made. */
  void complete() {
    groups();
    DEVICES.forEach(type -> former.database().where(type, this::isOfOne).forEach(this::make));
    made.forEach(this::fill);
    made.keySet().stream().filter(old -> old.type().equals("VBD")).forEach(this::load);
    made.forEach((old, successor) -> keepMemory(old.ref(), successor));
  }

  /** Keep the memory of a suspended VM that lies on the disk that now is this one. */
  void keepMemory(String old, Entity successor) {
    former.memory(old).ifPresent(image -> pool.keepMemory(successor, image));
  }

  /** Return what was made for records of this class. */
  List<Entity> made(String type) {
    return made.values().stream().filter(one -> one.type().equals(type)).toList();
  }

  private boolean isOfOne(Entity device) {
    return device.type().equals("VM_metrics")
        ? made.keySet().stream().anyMatch(vm -> vm.type().equals("VM") && vm.text("metrics").equals(device.ref()))
        : successors.containsKey(device.text("VM"));
  }

  /** Adapters are grouped by their kind; the pool has a group of each kind that its hosts have. */
  private void groups() {
    former.database().all("GPU_group").forEach(old -> same("GPU_group", other -> other.get("GPU_types").equals(old.get("GPU_types")))
        .ifPresent(group -> successors.put(old.ref(), group)));
    former.database().all("VGPU_type").forEach(old -> same("VGPU_type", other -> other.get("identifier").equals(old.get("identifier")))
        .ifPresent(type -> successors.put(old.ref(), type)));
  }

  private Optional<Entity> same(String type, Predicate<Entity> wanted) {
    return pool.database().where(type, wanted).findFirst();
  }

  /** Media of the former pool's libraries are the pool's own of that name; a drive whose medium is not there is empty. */
  private void load(Entity old) {
    var drive = successors.get(old.ref());
    var medium = old.target("VDI");
    if (medium.isEmpty() || successors.containsKey(medium.get().ref())) {
      return;
    }
    var found = same("VDI", vdi -> vdi.text("name_label").equals(medium.get().text("name_label")) && vdi.target("SR").filter(sr -> sr.flag("is_tools_sr")).isPresent());
    drive.setRef("VDI", found).set("empty", found.isEmpty());
  }

  private void fill(Entity old, Entity successor) {
    for (int i = 0; i < old.schema().size(); i++) {
      var field = old.schema().fieldAt(i);
      if (!OF_THE_SERVER.contains(field.name()) && !Relations.isKept(old.type(), field.name())) {
        successor.set(field.name(), translated(field.type(), old.get(field.name())));
      }
    }
  }

  private Object translated(ApiType type, Object value) {
    return switch (type) {
      case ApiType.RefType _ -> Optional.ofNullable(successors.get((String) value)).map(Entity::ref).orElse(Refs.NULL);
      case ApiType.SetType(ApiType.RefType _) -> ((List<?>) value).stream()
          .flatMap(ref -> Optional.ofNullable(successors.get((String) ref)).stream()).<Object>map(Entity::ref).toList();
      case ApiType.MapType(_, ApiType.RefType _) -> Values.map();
      default -> value;
    };
  }
}
