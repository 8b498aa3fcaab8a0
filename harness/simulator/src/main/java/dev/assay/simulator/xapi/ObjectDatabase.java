package dev.assay.simulator.xapi;

import dev.assay.core.time.Chance;
import dev.assay.simulator.generation.Generations;
import dev.assay.simulator.generation.ReleaseFacts;
import dev.assay.xapi.table.ApiClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The objects of one pool. Every change counts the generation up and goes into the {@link ChangeLog}; sets that mirror a
 * reference elsewhere are kept here.
 */
final class ObjectDatabase {

  /** Classes whose objects belong to those who are connected, not to the pool. */
  private static final List<String> OF_CONNECTIONS = List.of("session", "task");

  private final Schemas schemas;
  private final Chance chance;
  private final ChangeLog changes = new ChangeLog();
  private final Map<String, Entity> byRef = new HashMap<>();
  private final Map<String, SequencedMap<String, Entity>> byType = new HashMap<>();
  private final Map<String, Entity> byUuid = new HashMap<>();
  private Supplier<ReleaseFacts> generation = () -> Generations.all().getLast();
  private final List<FieldListener> listeners = new ArrayList<>();
  private Derivation derivation = Derivation.NONE;

  /** Told of every change of a field, after it is done; {@code uuid} stands for the making or deleting of the object. */
  interface FieldListener {
    void changed(Entity entity, String field);
  }

  /** Works out fields that follow from others, no sooner than somebody reads them or looks for changes. */
  interface Derivation {

    Derivation NONE = new Derivation() {
      @Override
      public void settle(Entity entity) {}

      @Override
      public void settle() {}
    };

    /** Work out what is still due of this object. */
    void settle(Entity entity);

    /** Work out all that is still due. */
    void settle();
  }

  ObjectDatabase(Schemas schemas, Chance chance) {
    this.schemas = schemas;
    this.chance = chance;
  }

  /** Say what the product of the pool's master can do. */
  void ofGeneration(Supplier<ReleaseFacts> facts) {
    generation = facts;
  }

  ReleaseFacts generation() {
    return generation.get();
  }

  /** Return all objects as they are now, for somebody who reads them; sessions and tasks are nobody's business there. */
  ObjectDatabase copy() {
    derivation.settle();
    var copy = new ObjectDatabase(schemas, chance);
    var facts = generation();
    copy.ofGeneration(() -> facts);
    schemas.table().classes().stream().map(ApiClass::name).filter(type -> !OF_CONNECTIONS.contains(type)).forEach(type -> all(type).forEach(copy::take));
    return copy;
  }

  private void take(Entity original) {
    var entity = new Entity(original, this);
    byRef.put(entity.ref(), entity);
    tableOf(entity.type()).put(entity.ref(), entity);
    if (entity.has("uuid")) {
      byUuid.put(entity.type() + "/" + entity.uuid(), entity);
    }
    changes.take(entity);
  }

  ChangeLog changes() {
    derivation.settle();
    return changes;
  }

  /** Tell whether anybody waits for a change now. */
  boolean isWatched() {
    return changes.isWatched();
  }

  Schemas schemas() {
    return schemas;
  }

  /** Make an object of this class with a fresh reference and uuid; the rest of its fields have their defaults. */
  Entity create(String type) {
    return create(type, chance.uuid().toString());
  }

  Entity create(String type, String uuid) {
    return adopt(type, "OpaqueRef:" + chance.uuid(), uuid);
  }

  /** Make an object that is known elsewhere by this reference already. */
  Entity adopt(String type, String ref, String uuid) {
    var entity = new Entity(schemas.of(type), this, ref);
    if (entity.has("uuid")) {
      entity.store(entity.schema().indexOf("uuid"), uuid);
      byUuid.put(type + "/" + uuid, entity);
    }
    byRef.put(ref, entity);
    tableOf(type).put(ref, entity);
    changes.created(entity);
    tell(entity, "uuid");
    return entity;
  }

  void delete(Entity entity) {
    if (entity.deleted) {
      return;
    }
    for (int i = 0; i < entity.schema().size(); i++) {
      unlink(entity, i, entity.valueAt(i));
    }
    entity.deleted = true;
    byRef.remove(entity.ref());
    tableOf(entity.type()).remove(entity.ref());
    if (entity.has("uuid")) {
      byUuid.remove(entity.type() + "/" + entity.uuid());
    }
    changes.changed(entity);
    tell(entity, "uuid");
  }

  /** Keep an object for somebody, or let it go; who follows changes hears of {@code reserved}. */
  void reserve(Entity entity, boolean reserved) {
    entity.reserved = reserved;
    tell(entity, "reserved");
  }

  void onChange(FieldListener listener) {
    listeners.add(listener);
  }

  /** Say who works out the fields that follow from others. */
  void derivedBy(Derivation by) {
    derivation = by;
  }

  /** Have what follows from others worked out before somebody reads it of this object. */
  void settle(Entity entity) {
    derivation.settle(entity);
  }

  private void tell(Entity entity, String field) {
    listeners.forEach(listener -> listener.changed(entity, field));
  }

  Optional<Entity> find(String ref) {
    return Optional.ofNullable(byRef.get(ref));
  }

  /** Find an object of this class by reference, or refuse as the API does. */
  Entity get(String type, String ref) {
    var entity = byRef.get(ref);
    if (entity == null || !entity.type().equals(type)) {
      throw Refusal.handleInvalid(type, ref);
    }
    return entity;
  }

  Optional<Entity> byUuid(String type, String uuid) {
    return Optional.ofNullable(byUuid.get(type + "/" + uuid));
  }

  /** Return the objects of this class in the order they were made; a copy, safe to change the database by. */
  List<Entity> all(String type) {
    return List.copyOf(tableOf(type).values());
  }

  long count(String type) {
    return tableOf(type).size();
  }

  Stream<Entity> where(String type, Predicate<Entity> condition) {
    return all(type).stream().filter(condition);
  }

  /** Return the only object of a class that has exactly one, such as the pool. */
  Entity only(String type) {
    return tableOf(type).firstEntry().getValue();
  }

  void change(Entity entity, int index, Object value) {
    var old = entity.valueAt(index);
    if (old.equals(value) || entity.deleted) {
      return;
    }
    unlink(entity, index, old);
    entity.store(index, value);
    link(entity, index, value);
    changes.changed(entity);
    tell(entity, entity.schema().fieldAt(index).name());
  }

  private void link(Entity entity, int index, Object value) {
    otherSide(entity, index, value).ifPresent(side -> side.owner().addTo(side.field(), entity.ref()));
  }

  private void unlink(Entity entity, int index, Object value) {
    otherSide(entity, index, value).ifPresent(side -> side.owner().removeElement(side.field(), entity.ref()));
  }

  private Optional<Owner> otherSide(Entity entity, int index, Object value) {
    if (!(value instanceof String ref)) {
      return Optional.empty();
    }
    return Relations.otherSide(entity.type(), entity.schema().fieldAt(index).name())
        .flatMap(side -> find(ref).filter(owner -> owner.has(side.field())).map(owner -> new Owner(owner, side.field())));
  }

  private SequencedMap<String, Entity> tableOf(String type) {
    return byType.computeIfAbsent(type, name -> new LinkedHashMap<>());
  }

  private record Owner(Entity owner, String field) {}
}
