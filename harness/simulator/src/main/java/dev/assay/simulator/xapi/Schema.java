package dev.assay.simulator.xapi;

import dev.assay.xapi.table.ApiClass;
import dev.assay.xapi.table.ApiField;
import dev.assay.xapi.table.Release;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fields of one class, numbered. A database knows all of them; a release shows those that it has heard of. */
final class Schema {

  private final String name;
  private final List<ApiField> fields;
  private final Map<String, Integer> indexes = new HashMap<>();
  private final Object[] defaults;

  Schema(ApiClass type) {
    name = type.name();
    fields = List.copyOf(type.fields().values());
    defaults = fields.stream().map(ApiField::initialValue).map(Schema::nullReference).toArray();
    for (var field : fields) {
      indexes.put(field.name(), indexes.size());
    }
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

  boolean shows(int index, Release release) {
    return fields.get(index).lifecycle().knownIn(release);
  }

  Object defaultOf(String field) {
    return defaults[indexOf(field)];
  }

  Object[] defaults() {
    return defaults.clone();
  }
}
