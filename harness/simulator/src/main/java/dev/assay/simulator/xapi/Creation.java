package dev.assay.simulator.xapi;

import dev.assay.xapi.table.ApiMessage;
import dev.assay.xapi.table.ApiType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Fills a new object from the record that a {@code create} call gives. */
final class Creation {

  private Creation() {}

  /**
   * Read the record of a constructor as the product does: field by field in the table's order, the first that is missing and has no default, or is of
   * another type, refusing the call.
   */
  static List<Object> read(Schemas schemas, ApiMessage message, List<Object> arguments) {
    boolean constructs = message.name().equals("create") && arguments.size() == 1;
    if (!constructs || !(message.arguments().getFirst().type() instanceof ApiType.RecordType(var type))) {
      return arguments;
    }
    var record = new LinkedHashMap<String, Object>();
    ((Map<?, ?>) arguments.getFirst()).forEach((key, value) -> record.put(String.valueOf(key), value));
    var schema = schemas.of(type);
    for (int i = 0; i < schema.size(); i++) {
      var field = schema.fieldAt(i);
      if (field.access().givenAtCreation() && record.containsKey(field.name())) {
        record.put(field.name(), WireCheck.value(field.name(), field.type(), record.get(field.name())));
      } else if (field.access().givenAtCreation() && field.defaultValue().isEmpty()) {
        throw Refusal.internal("Server_helpers.Dispatcher_FieldNotFound(\"" + field.name() + "\")");
      }
    }
    return List.of(record);
  }

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
