package dev.assay.simulator.xapi;

import dev.assay.simulator.generation.Feature;
import dev.assay.simulator.generation.Limit;
import dev.assay.xapi.table.Release;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;

/**
 * One object of the database: a reference and a value for each field of its class. Field names are the table's; asking
 * for one that is not there is a mistake of ours and throws {@link IllegalStateException}.
 *
 * <p>Values are never changed in place, so a record that was handed out stays as it was.
 */
final class Entity {

  private final Schema schema;
  private final ObjectDatabase database;
  private final String ref;
  private final Object[] values;
  long createdAt;
  long changedAt;
  boolean deleted;

  /** Kept for somebody who is about to attach it; a fact of the server's own, in no record. */
  boolean reserved;

  Entity(Schema schema, ObjectDatabase database, String ref) {
    this.schema = schema;
    this.database = database;
    this.ref = ref;
    this.values = schema.defaults();
  }

  /** Copy an object as it is now into another database. */
  Entity(Entity original, ObjectDatabase database) {
    this.schema = original.schema;
    this.database = database;
    this.ref = original.ref;
    this.values = original.values.clone();
    this.createdAt = original.createdAt;
    this.changedAt = original.changedAt;
  }

  Schema schema() {
    return schema;
  }

  String type() {
    return schema.name();
  }

  String ref() {
    return ref;
  }

  String uuid() {
    return text("uuid");
  }

  boolean has(String field) {
    return schema.has(field);
  }

  Object get(String field) {
    int index = schema.indexOf(field);
    if (index == schema.derived()) {
      database.settle(this);
    }
    return values[index];
  }

  String text(String field) {
    return (String) get(field);
  }

  long whole(String field) {
    return (Long) get(field);
  }

  boolean flag(String field) {
    return (Boolean) get(field);
  }

  Instant instant(String field) {
    return (Instant) get(field);
  }

  @SuppressWarnings("unchecked")
  List<Object> list(String field) {
    return (List<Object>) get(field);
  }

  @SuppressWarnings("unchecked")
  SequencedMap<String, Object> map(String field) {
    return (SequencedMap<String, Object>) get(field);
  }

  /** Return the object that this field refers to, unless it is null or gone. */
  Optional<Entity> target(String field) {
    return database.find(text(field));
  }

  /** Return the objects that this set of references names, in its order. */
  List<Entity> targets(String field) {
    return list(field).stream().map(ref -> database.find((String) ref)).flatMap(Optional::stream).toList();
  }

  /** Tell whether any of the objects that this set of references names is like this; looks no further than the first. */
  boolean anyTarget(String field, Predicate<Entity> wanted) {
    return list(field).stream().map(ref -> database.find((String) ref)).flatMap(Optional::stream).anyMatch(wanted);
  }

  /** Change a field; nothing happens when it has that value already. */
  Entity set(String field, Object value) {
    database.change(this, schema.indexOf(field), value);
    return this;
  }

  Entity setRef(String field, Optional<Entity> target) {
    return set(field, target.map(Entity::ref).orElse(Refs.NULL));
  }

  Entity putInto(String field, String key, Object value) {
    var map = new LinkedHashMap<>(map(field));
    map.put(key, value);
    return set(field, Collections.unmodifiableSequencedMap(map));
  }

  Entity removeFrom(String field, String key) {
    var map = new LinkedHashMap<>(map(field));
    map.remove(key);
    return set(field, Collections.unmodifiableSequencedMap(map));
  }

  Entity addTo(String field, Object value) {
    if (list(field).contains(value)) {
      return this;
    }
    var list = new ArrayList<>(list(field));
    list.add(value);
    return set(field, Collections.unmodifiableList(list));
  }

  Entity removeElement(String field, Object value) {
    var list = new ArrayList<>(list(field));
    list.remove(value);
    return set(field, Collections.unmodifiableList(list));
  }

  /** Tell whether the product that the pool runs can do this. */
  boolean productHas(Feature feature) {
    return database.generation().has(feature);
  }

  /** Tell whether the pool that this object belongs to has high availability on. */
  boolean poolHasAvailability() {
    return database.count("pool") > 0 && database.only("pool").flag("ha_enabled");
  }

  /** Tell whether the hosts of the pool that this object belongs to are being upgraded one after the other. */
  boolean poolIsUpgraded() {
    return database.count("pool") > 0 && database.only("pool").map("other_config").containsKey(RollingUpgrade.FLAG);
  }

  /** Tell whether an administrator switched this on for the pool that this object belongs to. */
  boolean poolIsTold(String key) {
    return database.count("pool") > 0 && "true".equals(database.only("pool").map("other_config").get(key));
  }

  /** Return what the product that the pool runs does not go beyond. */
  long productLimit(Limit limit) {
    return database.generation().limit(limit);
  }

  /** Tell whether the pool that this object belongs to has any object of this class. */
  boolean hasOfClass(String type) {
    return database.count(type) > 0;
  }

  /** Count the hosts of the pool that this object belongs to. */
  long hostsInPool() {
    return database.count("host");
  }

  void reserve(boolean wanted) {
    database.reserve(this, wanted);
  }

  void delete() {
    database.delete(this);
  }

  /** Return the fields that a release has heard of by name, in the table's order. */
  SequencedMap<String, Object> toRecord(Release release) {
    if (schema.derived() >= 0) {
      database.settle(this);
    }
    var shown = schema.shown(release);
    var fields = LinkedHashMap.<String, Object>newLinkedHashMap(shown.size());
    for (var field : shown) {
      fields.put(field.name(), values[field.index()]);
    }
    return fields;
  }

  Object valueAt(int index) {
    return values[index];
  }

  void store(int index, Object value) {
    values[index] = value;
  }

  @Override
  public String toString() {
    return type() + " " + ref + (schema.has("name_label") ? " '" + get("name_label") + "'" : "");
  }
}
