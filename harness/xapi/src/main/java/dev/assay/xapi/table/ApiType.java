package dev.assay.xapi.table;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The type of a field, a parameter or a result. What stands for a value of each on our side of the wire:
 * {@code String} for strings, enums and references, {@code Long}, {@code Double}, {@code Boolean}, {@code Instant},
 * {@code List} for sets, {@code SequencedMap} with string keys for maps and records, and the empty string for void.
 */
public sealed interface ApiType {

  /** The reference that points nowhere. */
  String NULL_REF = "OpaqueRef:NULL";

  StringType STRING = new StringType();
  IntType INT = new IntType();
  FloatType FLOAT = new FloatType();
  BoolType BOOL = new BoolType();
  DateTimeType DATE_TIME = new DateTimeType();
  VoidType VOID = new VoidType();

  record StringType() implements ApiType {}

  record IntType() implements ApiType {}

  record FloatType() implements ApiType {}

  record BoolType() implements ApiType {}

  record DateTimeType() implements ApiType {}

  record VoidType() implements ApiType {}

  /** One of some words; a server newer than this table may send others. */
  record EnumType(String name, List<String> values) implements ApiType {
    public EnumType {
      values = List.copyOf(values);
    }
  }

  /** A reference to an object of a class. */
  record RefType(String className) implements ApiType {}

  /** All fields of an object of a class. */
  record RecordType(String className) implements ApiType {}

  /** All fields of an object whose class stands beside it (an event's snapshot). */
  record AnyRecordType() implements ApiType {}

  /** What {@code event.from} answers: {@code events}, {@code valid_ref_counts}, {@code token}. */
  record EventBatchType() implements ApiType {}

  record SetType(ApiType element) implements ApiType {}

  record MapType(ApiType key, ApiType value) implements ApiType {}

  /** A value that may be left out of the record that it stands in. */
  record OptionType(ApiType value) implements ApiType {}

  /**
   * Make the value that a field of this type has when nobody gave it one: the empty string, zero, false, 1970, an enum's
   * first word, the null reference, nothing in a collection. For an option it is its content's.
   */
  default Object emptyValue() {
    return switch (this) {
      case StringType _, VoidType _ -> "";
      case IntType _ -> 0L;
      case FloatType _ -> 0.0;
      case BoolType _ -> false;
      case DateTimeType _ -> Instant.EPOCH;
      case EnumType type -> type.values().getFirst();
      case RefType _ -> NULL_REF;
      case SetType _ -> List.of();
      case MapType _, RecordType _, AnyRecordType _, EventBatchType _ ->
          Collections.unmodifiableSequencedMap(new LinkedHashMap<String, Object>());
      case OptionType type -> type.value().emptyValue();
    };
  }

  /** Say whether a value on our side of the wire is one of this type; what stands in records is not looked at. */
  default boolean accepts(Object value) {
    return switch (this) {
      case StringType _, EnumType _, RefType _ -> value instanceof String;
      case VoidType _ -> "".equals(value);
      case IntType _ -> value instanceof Long;
      case FloatType _ -> value instanceof Double;
      case BoolType _ -> value instanceof Boolean;
      case DateTimeType _ -> value instanceof Instant;
      case SetType type -> value instanceof List<?> list && list.stream().allMatch(type.element()::accepts);
      case MapType type -> value instanceof Map<?, ?> map && map.values().stream().allMatch(type.value()::accepts);
      case RecordType _, AnyRecordType _, EventBatchType _ -> value instanceof Map;
      case OptionType type -> type.value().accepts(value);
    };
  }
}
