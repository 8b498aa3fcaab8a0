package dev.assay.simulator.xapi;

import dev.assay.xapi.table.ApiType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Takes the VMs, templates and snapshots of a host along into the pool that it joins, with their disks on its own storage: as
 * records with new references and their old uuids. What they name that does not come along is named no more.
 */
final class JoiningGuests {

  private static final List<String> DEVICES = List.of("VM_metrics", "VBD", "VIF", "VTPM");

  private static final List<String> OF_THE_SERVER = List.of("uuid", "allowed_operations", "current_operations");

  private final Pool former;
  private final Pool pool;

  /** What stands in the pool for each object of the former one, by the former's reference. */
  private final SequencedMap<String, Entity> successors;

  /** What was made here, by the record that it was made from. */
  private final SequencedMap<Entity, Entity> made = new LinkedHashMap<>();

  private JoiningGuests(Pool former, Pool pool, SequencedMap<String, Entity> successors) {
    this.former = former;
    this.pool = pool;
    this.successors = successors;
  }

  /**
   * Make the records.
   *
   * @param known what stands in the pool for the joining host and its repositories, by the former's references
   */
  static void move(Pool former, Pool pool, SequencedMap<String, Entity> known) {
    new JoiningGuests(former, pool, new LinkedHashMap<>(known)).move();
  }

  private void move() {
    former.database().all("network").forEach(this::findNetwork);
    former.database().where("VDI", vdi -> successors.containsKey(vdi.text("SR"))).forEach(this::make);
    former.database().where("VM", vm -> !vm.flag("is_control_domain") && !vm.flag("is_default_template")).forEach(this::make);
    DEVICES.forEach(type -> former.database().where(type, this::isOfOne).forEach(this::make));
    made.forEach(this::fill);
    made.values().stream().filter(one -> one.type().equals("network")).forEach(this::ownBridge);
    made.keySet().stream().filter(old -> old.type().equals("VBD")).forEach(this::load);
    made.forEach((old, successor) -> former.memory(old.ref()).ifPresent(image -> pool.keepMemory(successor, image)));
  }

  private boolean isOfOne(Entity device) {
    return device.type().equals("VM_metrics")
        ? made.keySet().stream().anyMatch(vm -> vm.type().equals("VM") && vm.text("metrics").equals(device.ref()))
        : successors.containsKey(device.text("VM"));
  }

  private void make(Entity old) {
    boolean free = old.has("uuid") && pool.database().byUuid(old.type(), old.uuid()).isEmpty();
    var successor = free ? pool.database().create(old.type(), old.uuid()) : pool.database().create(old.type());
    successors.put(old.ref(), successor);
    made.put(old, successor);
  }

  /** What lies on NICs is the pool's network of the same bridge; private networks are known by name, and made anew where there is none. */
  private void findNetwork(Entity old) {
    boolean everywhere = !old.list("PIFs").isEmpty() || old.text("bridge").equals(NetworkRecords.INTERNAL);
    var field = everywhere ? "bridge" : "name_label";
    var found = pool.database().where("network", network -> network.text(field).equals(old.text(field))).findFirst();
    found.ifPresent(network -> successors.put(old.ref(), network));
    if (found.isEmpty() && !everywhere) {
      make(old);
    }
  }

  private void ownBridge(Entity network) {
    var database = pool.database();
    if (database.where("network", other -> other != network && other.text("bridge").equals(network.text("bridge"))).findAny().isPresent()) {
      network.set("bridge", NetworkMessages.freeBridge(database));
    }
  }

  /** Media of the former pool's libraries are the pool's own of that name; a drive whose medium is not there is empty. */
  private void load(Entity old) {
    var drive = successors.get(old.ref());
    var medium = old.target("VDI");
    if (medium.isEmpty() || successors.containsKey(medium.get().ref())) {
      return;
    }
    var same = pool.database()
        .where("VDI", vdi -> vdi.text("name_label").equals(medium.get().text("name_label")) && vdi.target("SR").filter(sr -> sr.flag("is_tools_sr")).isPresent())
        .findFirst();
    drive.setRef("VDI", same).set("empty", same.isEmpty());
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
