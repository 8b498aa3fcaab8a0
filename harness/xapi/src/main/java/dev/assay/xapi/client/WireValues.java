package dev.assay.xapi.client;

import dev.assay.core.Bytes;
import dev.assay.xapi.model.Ref;
import dev.assay.xapi.model.WireWord;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;

/** Turns what callers pass into wire values. */
final class WireValues {

  private WireValues() {}

  static List<Object> ofAll(List<?> arguments) {
    return arguments.stream().map(WireValues::of).toList();
  }

  /**
   * Turn an argument into a wire value.
   *
   * @throws IllegalArgumentException for types that have none; unordered sets and maps too, for their order would be chance
   */
  static Object of(Object argument) {
    return switch (argument) {
      case Ref ref -> ref.value();
      case String text -> text;
      case Integer number -> number.longValue();
      case Long number -> number;
      case Bytes bytes -> bytes.count();
      case Double number -> number;
      case Boolean flag -> flag;
      case Instant instant -> instant;
      case WireWord word -> word.word();
      case List<?> list -> ofAll(list);
      case SequencedSet<?> set -> ofAll(List.copyOf(set));
      case SequencedMap<?, ?> map -> ofMap(map);
      default -> throw new IllegalArgumentException("a " + argument.getClass().getSimpleName()
          + " is no argument of a call: pass references, text, numbers, booleans, instants, lists or sequenced maps");
    };
  }

  private static SequencedMap<String, Object> ofMap(SequencedMap<?, ?> map) {
    var values = new LinkedHashMap<String, Object>();
    map.forEach((key, value) -> values.put(of(key).toString(), of(value)));
    return values;
  }
}
