package dev.assay.xapi.wire;

import java.util.LinkedHashMap;

/** Makes wire values for tests. */
public final class Wire {

  private Wire() {}

  /** Make a map from keys and values in turn. */
  public static LinkedHashMap<String, Object> map(Object... keysAndValues) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
