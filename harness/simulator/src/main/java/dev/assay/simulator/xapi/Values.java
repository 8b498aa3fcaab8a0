package dev.assay.simulator.xapi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Makes wire maps that keep their order. */
final class Values {

  private Values() {}

  static SequencedMap<String, Object> map(Object... keysAndValues) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return Collections.unmodifiableSequencedMap(map);
  }

  static String text(SequencedMap<String, Object> map, String key) {
    return (String) map.getOrDefault(key, "");
  }
}
