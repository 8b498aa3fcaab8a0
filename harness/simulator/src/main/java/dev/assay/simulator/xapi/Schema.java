package dev.assay.simulator.xapi;

import dev.assay.xapi.table.ApiClass;
import dev.assay.xapi.table.ApiField;
import dev.assay.xapi.table.Release;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** The fields of one class, numbered. A database knows all of them; a release shows those that it has heard of. */
final class Schema {

  private final String name;
  private final List<ApiField> fields;
  private final Map<String, Integer> indexes = new HashMap<>();
  private final Map<Release, List<Shown>> shown = new ConcurrentHashMap<>();
  private final Object[] defaults;
  private final int derived;

  Schema(ApiClass type) {
    name = type.name();
    fields = List.copyOf(type.fields().values());
    defaults = fields.stream().map(ApiField::initialValue).map(Schema::nullReference).toArray();
    for (var field : fields) {
      indexes.put(field.name(), indexes.size());
    }
    derived = indexes.getOrDefault("allowed_operations", -1);
  }

  /** References that nobody gave are null ones, however the table words their default. */
  private static Object nullReference(Object value) {
    return value.equals("Null") ? Refs.NULL : value;
  }

  String name() {
    return name;
  }

  int size() {
    return fields.size();
  }

  ApiField fieldAt(int index) {
    return fields.get(index);
  }

  boolean has(String field) {
    return indexes.containsKey(field);
  }

  int indexOf(String field) {
    var index = indexes.get(field);
    if (index == null) {
      throw new IllegalStateException("class " + name + " has no field '" + field + "'");
    }
    return index;
  }

  /** Return the number of the field that follows from others and is worked out when it is read; -1 when there is none. */
  int derived() {
    return derived;
  }

  /** A field that a record shows. */
  record Shown(int index, String name) {}

  /** List the fields that a release has heard of, in the table's order. */
  List<Shown> shown(Release release) {
    return shown.computeIfAbsent(release, asked -> IntStream.range(0, fields.size())
        .filter(index -> fields.get(index).lifecycle().knownIn(asked))
        .mapToObj(index -> new Shown(index, fields.get(index).name()))
        .toList());
  }

  Object defaultOf(String field) {
    return defaults[indexOf(field)];
  }

  Object[] defaults() {
    return defaults.clone();
  }
}
