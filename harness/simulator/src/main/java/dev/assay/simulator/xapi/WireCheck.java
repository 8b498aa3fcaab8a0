package dev.assay.simulator.xapi;

import dev.assay.xapi.table.ApiMessage;
import dev.assay.xapi.table.ApiType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks values from outside against the table's types. JSON and XML-RPC carry some types as others (whole numbers as
 * strings, references as strings, a real number without its point), so what is meant is accepted and made exact.
 */
final class WireCheck {

  private WireCheck() {}

  static List<Object> arguments(ApiMessage message, List<Object> given) {
    var checked = new ArrayList<Object>();
    for (int i = 0; i < given.size(); i++) {
      var parameter = message.arguments().get(i);
      checked.add(value(parameter.name(), parameter.type(), given.get(i)));
    }
    return Collections.unmodifiableList(checked);
  }

  /** Return the value made exact; {@code FIELD_TYPE_ERROR} names the field when it is of another type. */
  static Object value(String field, ApiType type, Object given) {
    return switch (type) {
      case ApiType.StringType _, ApiType.RefType _ -> as(String.class, field, given);
      case ApiType.VoidType _ -> "";
      case ApiType.IntType _ -> whole(field, given);
      case ApiType.FloatType _ -> real(field, given);
      case ApiType.BoolType _ -> as(Boolean.class, field, given);
      case ApiType.DateTimeType _ -> given instanceof String text ? WireTime.parse(field, text) : as(Instant.class, field, given);
      case ApiType.EnumType words -> word(field, words, given);
      case ApiType.SetType set -> elements(field, set, as(List.class, field, given));
      case ApiType.MapType map -> entries(field, map, as(Map.class, field, given));
      case ApiType.RecordType _, ApiType.AnyRecordType _, ApiType.EventBatchType _ -> as(Map.class, field, given);
      case ApiType.OptionType option -> value(field, option.value(), given);
    };
  }

  private static Object whole(String field, Object given) {
    try {
      return given instanceof String text ? Long.valueOf(text.strip()) : given instanceof Integer number ? Long.valueOf(number) : as(Long.class, field, given);
    } catch (NumberFormatException e) {
      throw typeError(field);
    }
  }

  private static Object real(String field, Object given) {
    return given instanceof Long number ? Double.valueOf(number) : as(Double.class, field, given);
  }

  private static Object word(String field, ApiType.EnumType words, Object given) {
    var word = as(String.class, field, given);
    return words.values().stream()
        .filter(value -> value.equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(() -> typeError(field));
  }

  private static List<Object> elements(String field, ApiType.SetType type, List<?> given) {
    var checked = new ArrayList<Object>();
    given.forEach(element -> checked.add(value(field, type.element(), element)));
    return Collections.unmodifiableList(checked);
  }

  private static Map<String, Object> entries(String field, ApiType.MapType type, Map<?, ?> given) {
    var checked = new LinkedHashMap<String, Object>();
    given.forEach((key, value) -> checked.put(String.valueOf(key), value(field, type.value(), value)));
    return Collections.unmodifiableSequencedMap(checked);
  }

  private static <T> T as(Class<T> type, String field, Object given) {
    if (!type.isInstance(given)) {
      throw typeError(field);
    }
    return type.cast(given);
  }

  private static RuntimeException typeError(String field) {
    return Refusal.of("FIELD_TYPE_ERROR", field);
  }
}
