package dev.assay.site.pages;

import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Words what a series of readings hangs on. */
final class Dimensions {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final TypeReference<TreeMap<String, String>> MAP = new TypeReference<>() {};

  private Dimensions() {}

  static String words(String json) {
    var dimensions = MAPPER.readValue(json, MAP);
    return String.join(" ", dimensions.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue()).toList());
  }
}
