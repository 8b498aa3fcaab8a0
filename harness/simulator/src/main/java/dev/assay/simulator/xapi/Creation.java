package dev.assay.simulator.xapi;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** Fills a new object from the record that a {@code create} call gives. */
final class Creation {

  private Creation() {}

  /** Return a map that the record gives, or an empty one. */
  static SequencedMap<String, Object> mapOf(SequencedMap<String, Object> given, String field) {
    var map = new LinkedHashMap<String, Object>();
    if (given.get(field) instanceof Map<?, ?> found) {
      found.forEach((key, value) -> map.put(String.valueOf(key), value));
    }
    return map;
  }

  /** Make an object with the fields that callers may give, checked by type; {@code FIELD_TYPE_ERROR} leaves nothing behind. */
  static Entity from(ObjectDatabase database, String type, SequencedMap<String, Object> given) {
    var object = database.create(type);
    try {
      for (int i = 0; i < object.schema().size(); i++) {
        var field = object.schema().fieldAt(i);
        if (field.access().givenAtCreation() && given.containsKey(field.name())) {
          object.set(field.name(), WireCheck.value(field.name(), field.type(), given.get(field.name())));
        }
      }
      return object;
    } catch (RuntimeException e) {
      database.delete(object);
      throw e;
    }
  }
}
