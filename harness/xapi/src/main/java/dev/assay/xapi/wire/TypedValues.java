package dev.assay.xapi.wire;

import dev.assay.xapi.table.ApiTable;
import dev.assay.xapi.table.ApiType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Turns what a parser saw (strings, numbers, lists, maps) into wire values of the type that the table states.
 *
 * <p>Fields that the table does not know, from a newer server, are kept as they were seen.
 */
final class TypedValues {

  private final ApiTable table;

  TypedValues(ApiTable table) {
    this.table = table;
  }

  /**
   * Turn a seen value into a wire value.
   *
   * @throws IllegalArgumentException when it cannot be one of the type
   */
  Object typed(ApiType type, Object seen) {
    return switch (type) {
      case ApiType.StringType _, ApiType.EnumType _, ApiType.RefType _ -> text(seen);
      case ApiType.VoidType _ -> "";
      case ApiType.IntType _ -> number(seen);
      case ApiType.FloatType _ -> real(seen);
      case ApiType.BoolType _ -> flag(seen);
      case ApiType.DateTimeType _ -> seen instanceof Instant ? seen : WireDate.read(text(seen));
      case ApiType.SetType set -> list(seen).stream().map(element -> typed(set.element(), element)).toList();
      case ApiType.MapType map -> mapped(map.value(), seen);
      case ApiType.OptionType option -> typed(option.value(), seen);
      case ApiType.RecordType record -> object(record.className(), map(seen));
      case ApiType.AnyRecordType _ -> map(seen);
      case ApiType.EventBatchType _ -> batch(map(seen));
    };
  }

  private SequencedMap<String, Object> mapped(ApiType valueType, Object seen) {
    var map = map(seen);
    var typed = LinkedHashMap.<String, Object>newLinkedHashMap(map.size());
    map.forEach((key, value) -> typed.put(key.toString(), typed(valueType, value)));
    return typed;
  }

  private SequencedMap<String, Object> object(String className, Map<?, ?> seen) {
    if (className.equals("event")) {
      return withTypedSnapshot(seen);
    }
    var type = table.find(className);
    var typed = LinkedHashMap.<String, Object>newLinkedHashMap(seen.size());
    seen.forEach((key, value) -> {
      var name = key.toString();
      var field = type.flatMap(known -> known.field(name));
      typed.put(name, field.isPresent() ? typedField(className, name, field.get().type(), value) : value);
    });
    return typed;
  }

  private Object typedField(String className, String name, ApiType type, Object value) {
    try {
      return typed(type, value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("field " + className + "." + name + ": " + e.getMessage(), e);
    }
  }

  /**
   * Type a snapshot by the class that stands beside it, whose name events write in lower case. The rest of an event is
   * left as it came: servers write its {@code id} and {@code timestamp} as strings, the latter as {@code 0.0}.
   */
  private SequencedMap<String, Object> withTypedSnapshot(Map<?, ?> seen) {
    var event = copy(seen);
    var type = Optional.ofNullable(event.get("class")).flatMap(name -> table.findInLowerCase(name.toString()));
    if (type.isPresent() && event.get("snapshot") instanceof Map<?, ?> snapshot) {
      event.put("snapshot", object(type.get().name(), snapshot));
    }
    return event;
  }

  private SequencedMap<String, Object> batch(Map<?, ?> seen) {
    var typed = copy(seen);
    typed.computeIfPresent("events", (_, events) -> typed(new ApiType.SetType(new ApiType.RecordType("event")), events));
    typed.computeIfPresent("valid_ref_counts", (_, counts) -> mapped(ApiType.INT, counts));
    return typed;
  }

  private static String text(Object seen) {
    if (seen instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("'" + seen + "' is no string");
  }

  private static Long number(Object seen) {
    return switch (seen) {
      case Long number -> number;
      case String text -> Long.valueOf(text.strip());
      default -> throw new IllegalArgumentException("'" + seen + "' is no whole number");
    };
  }

  private static Double real(Object seen) {
    return switch (seen) {
      case Double number -> number;
      case Long number -> number.doubleValue();
      case String text -> RealNumbers.read(text);
      default -> throw new IllegalArgumentException("'" + seen + "' is no number");
    };
  }

  private static Boolean flag(Object seen) {
    return switch (seen) {
      case Boolean flag -> flag;
      case String text when text.equals("true") || text.equals("1") -> true;
      case String text when text.equals("false") || text.equals("0") -> false;
      default -> throw new IllegalArgumentException("'" + seen + "' is no boolean");
    };
  }

  private static List<?> list(Object seen) {
    if (seen instanceof List<?> list) {
      return list;
    }
    throw new IllegalArgumentException("'" + seen + "' is no array");
  }

  private static Map<?, ?> map(Object seen) {
    if (seen instanceof Map<?, ?> map) {
      return map;
    }
    throw new IllegalArgumentException("'" + seen + "' is no map");
  }

  private static LinkedHashMap<String, Object> copy(Map<?, ?> seen) {
    var copy = LinkedHashMap.<String, Object>newLinkedHashMap(seen.size());
    seen.forEach((key, value) -> copy.put(key.toString(), value));
    return copy;
  }
}
