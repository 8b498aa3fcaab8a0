package dev.assay.xapi.table;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Reads a field's default as the table writes it: plain text, sets with commas, maps as {@code key:value} with commas. */
final class DefaultValue {

  private DefaultValue() {}

  static Object of(ApiType type, String text) {
    return switch (type) {
      case ApiType.StringType _, ApiType.EnumType _, ApiType.RefType _, ApiType.VoidType _ -> text;
      case ApiType.IntType _ -> Long.valueOf(text);
      case ApiType.FloatType _ -> Double.valueOf(text);
      case ApiType.BoolType _ -> Boolean.valueOf(text);
      case ApiType.DateTimeType _ -> dateTime(text);
      case ApiType.SetType set -> Arrays.stream(parts(text)).map(part -> of(set.element(), part)).toList();
      case ApiType.MapType map -> map(map, text);
      case ApiType.OptionType option -> of(option.value(), text);
      case ApiType.RecordType _, ApiType.AnyRecordType _, ApiType.EventBatchType _ ->
          throw new IllegalArgumentException("a record has no default");
    };
  }

  private static SequencedMap<String, Object> map(ApiType.MapType type, String text) {
    var map = new LinkedHashMap<String, Object>();
    for (var part : parts(text)) {
      int colon = part.indexOf(':');
      map.put(part.substring(0, colon), of(type.value(), part.substring(colon + 1)));
    }
    return Collections.unmodifiableSequencedMap(map);
  }

  private static String[] parts(String text) {
    return text.isEmpty() ? new String[0] : text.split(",");
  }

  private static Instant dateTime(String text) {
    return LocalDateTime.parse(text, DateTimeFormatter.ofPattern("yyyyMMdd'T'HH:mm:ss'Z'")).toInstant(ZoneOffset.UTC);
  }
}
